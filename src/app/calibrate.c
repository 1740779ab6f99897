#include "app/calibrate.h"

#include "app/calibration.h"
#include "app/signals.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "lang/language.h"
#include "ui/screen.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

struct session {
    struct app *app;
    struct calibration calibration;
    struct screen *screen;
    struct canvas canvas;
    struct arena frame_arena;
    bool wants_quit;
    int last_signal; /* what ended it; 0: the user */
};

static void draw(struct session *session)
{
    int width = screen_width(session->screen), height = screen_height(session->screen);
    struct frame frame = {
        .canvas = &session->canvas,
        .engine = session->app->engine,
        .arena = &session->frame_arena,
        .is_rtl = language_is_rtl(slice_of(catalogue_language())),
    };
    if (session->canvas.width != width || session->canvas.height != height)
        canvas_resize(&session->canvas, width, height);
    struct row_encoding *encodings = ARENA_ARRAY(&session->frame_arena, struct row_encoding, (size_t)height);
    calibration_draw(&session->calibration, &frame, encodings);
    screen_show_encoded(session->screen, &session->canvas, encodings);
    arena_reset(&session->frame_arena);
}

static void press(struct session *session, struct key key)
{
    uint32_t code = key_in_latin_place(&(struct key_layouts){ 0 }, key).code;
    if (code == 'q' || code == KEY_CODE_ESCAPE || code == 3 /* Ctrl-C */)
        session->wants_quit = true;
    else
        calibration_answer(&session->calibration, message_digit(key.code));
}

static void take_signals(struct session *session)
{
    for (int signal_number; (signal_number = signals_take()) != 0;) {
        switch (signal_number) {
        case SIGWINCH: screen_resize(session->screen); break;
        case SIGCONT: screen_redraw(session->screen); break;
        case SIGTSTP:
            screen_suspend(session->screen);
            signals_suspend();
            screen_resume(session->screen);
            break;
        default:
            session->wants_quit = true;
            session->last_signal = signal_number;
        }
    }
}

static void wait_and_dispatch(struct session *session)
{
    struct pollfd descriptors[] = { { .fd = screen_input_descriptor(session->screen), .events = POLLIN },
                                    { .fd = signals_descriptor(), .events = POLLIN } };
    poll(descriptors, 2, screen_input_timeout(session->screen));
    take_signals(session);
    for (struct key key; !session->wants_quit && (key = screen_read_key(session->screen)).code != KEY_CODE_NONE;)
        press(session, key);
    if (screen_is_gone(session->screen)) {
        session->wants_quit = true;
        session->last_signal = SIGHUP;
    }
}

/* Without colours: they are not what is asked about. */
static bool start(struct session *session, struct inquiry *inquiry, struct error *error)
{
    struct theme theme;
    struct error complaint = { 0 };
    struct terminal terminal = terminal_in_order(session->calibration.terminal, ORDER_VISUAL);
    if (!app_start_engine(session->app, error) || !theme_load(&theme, NULL, "mono", &complaint, error))
        return false;
    session->screen = screen_create(&terminal, &theme, inquiry, error);
    return session->screen != NULL;
}

static int write_answers(struct app *app, struct calibration *calibration)
{
    struct error error = { 0 };
    const struct paths *paths = &app->paths;
    if (calibration->change_count > 0 &&
        !config_write(paths->config, paths->config_folder, slice_of(calibration->name), calibration->changes,
                      calibration->change_count, &error))
        return app_fail(&error);
    if (calibration->change_count > 0)
        app_say("Written to %s, [terminal %s]:\n", paths->config, calibration->name);
    for (size_t i = 0; i < calibration->change_count; i++)
        app_say("  line %d: %s = %s\n", calibration->changes[i].line, calibration->changes[i].name,
                calibration->changes[i].value);
    if (calibration->advice)
        app_say("%s\n", _(calibration->advice));
    return 0;
}

int calibrate(struct app *app, const struct terminal *terminal, struct inquiry *inquiry)
{
    char name[TERMINAL_NAME_BYTES];
    struct error error = { 0 };
    terminal_full_name(terminal, name);
    struct session session = { .app = app, .calibration = calibration_start(terminal, &app->config, name) };
    bool started = start(&session, inquiry, &error);
    while (started && !session.wants_quit && session.calibration.question != ASK_NO_MORE) {
        draw(&session);
        wait_and_dispatch(&session);
    }
    screen_destroy(session.screen);
    if (session.last_signal)
        raise(session.last_signal);
    canvas_finish(&session.canvas);
    arena_finish(&session.frame_arena);
    if (!started)
        return app_fail(&error);
    if (!session.wants_quit)
        return write_answers(app, &session.calibration);
    app_say("Nothing was written.\n");
    return 0;
}
