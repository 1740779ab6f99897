/* bench/long_file: khabar opens files of 100 MB, on a pty as a person would: until the first screen is there, to the
 * end (G), back (g), a page down; and what memory of its own it has then. Beside less on the same file, where it is
 * installed (it only counts lines, and lays nothing out). */
#include "base/buffer.h"

#include <poll.h>
#ifdef __linux__
#include <pty.h>
#else
#include <util.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 100, ROWS = 40, FILE_BYTES = 100 << 20, PARAGRAPH_BYTES = 10 << 20, PAGES = 40 };
enum { QUIET_MILLISECONDS = 150, PATIENCE_MILLISECONDS = 30000 };

static const char *const words[] = {
    "السلام", "عليكم", "في", "هذا", "النص", "كلمات", "كثيرة", "من", "أجل", "القياس", "لا", "الأخبار", "العالم",
    "اليوم", "2025", "إلى", "مدينة", "بغداد", "والقاهرة", "وتونس،", "«خبر»", "يُقرأ", "(سريعا)", "text",
};

static void make_book(const char *path, size_t length, unsigned words_of_paragraph)
{
    FILE *file = fopen(path, "w");
    uint32_t state = 7;
    size_t written = 0;
    for (unsigned word = 1; file && written < length; word++) {
        state = state * 1664525u + 1013904223u;
        const char *text = words[(state >> 10) % (sizeof words / sizeof *words)];
        const char *behind = word % words_of_paragraph ? " " : word % (2 * words_of_paragraph) ? "\n" : "\n\n";
        written += (size_t)fprintf(file, "%s%s", text, behind);
    }
    if (!file || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

struct program {
    pid_t process;
    int terminal;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Milliseconds from `started` until the last byte that came before it was quiet. */
static double settle(const struct program *program, double started)
{
    char bytes[1 << 16];
    struct pollfd screen = { .fd = program->terminal, .events = POLLIN };
    double last = 0;
    for (int patience = PATIENCE_MILLISECONDS; poll(&screen, 1, patience) > 0; patience = QUIET_MILLISECONDS) {
        if (read(program->terminal, bytes, sizeof bytes) <= 0)
            break;
        last = now() - started;
    }
    return last;
}

static double press(const struct program *program, const char *key)
{
    double started = now();
    return write(program->terminal, key, strlen(key)) > 0 ? settle(program, started) : 0;
}

/* Megabytes of memory that no file stands behind; 0 where the system does not say. */
static double own_memory(const struct program *program)
{
    char path[64], line[256];
    unsigned long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)program->process);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        sscanf(line, "RssAnon: %lu", &kilobytes);
    if (status)
        fclose(status);
    return (double)kilobytes / 1024;
}

static int ascending(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static void measure(const char *name, const char *what, const char *program_path, const char *file_path)
{
    struct winsize size = { .ws_col = COLUMNS, .ws_row = ROWS };
    struct program program;
    double pages[PAGES], started = now();
    program.process = forkpty(&program.terminal, NULL, NULL, &size);
    if (program.process == 0) {
        execlp(program_path, name, file_path, (char *)NULL);
        _exit(127);
    }
    double first = settle(&program, started), memory = own_memory(&program);
    for (int i = 0; i < PAGES; i++)
        pages[i] = press(&program, " ");
    qsort(pages, PAGES, sizeof *pages, ascending);
    double end = press(&program, "G"), back = press(&program, "g"), after = own_memory(&program);
    printf("%-7s %-26s first screen %4.0f ms, page down %.1f ms (slowest %.1f), G %.1f ms, g %.1f ms, own memory %.1f MB, "
           "then %.1f\n", name, what, first, pages[PAGES / 2], pages[PAGES - 1], end, back, memory, after);
    fflush(stdout);
    kill(program.process, SIGKILL);
    waitpid(program.process, NULL, 0);
    close(program.terminal);
}

static void measure_book(const char *khabar, const char *folder, const char *what, size_t length,
                         unsigned words_of_paragraph)
{
    char path[128];
    snprintf(path, sizeof path, "%s/book.txt", folder);
    make_book(path, length, words_of_paragraph);
    measure("khabar", what, khabar, path);
    if (system("command -v less >/dev/null 2>&1") == 0)
        measure("less", what, "less", path);
    unlink(path);
}

int main(int argument_count, char **arguments)
{
    (void)argument_count;
    char khabar[4096], folder[] = "/tmp/khabar-bench.XXXXXX";
    const char *slash = strrchr(arguments[0], '/');
    int length = slash ? (int)(slash - arguments[0]) : 1;
    snprintf(khabar, sizeof khabar, "%.*s/../../khabar", length, slash ? arguments[0] : ".");
    if (access(khabar, X_OK) != 0 || !mkdtemp(folder)) {
        perror(khabar);
        return 1;
    }
    setenv("HOME", folder, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    unsetenv("LC_ALL");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_DATA_HOME");
    printf("limits: first screen 150 ms, G 2000 ms, page down 5 ms, own memory 60 MB\n");
    measure_book(khabar, folder, "100 MB", FILE_BYTES, 60);
    measure_book(khabar, folder, "10 MB without a newline", PARAGRAPH_BYTES, UINT32_MAX / 2);
    return rmdir(folder) == 0 ? 0 : 1;
}
