#include "app/completion.h"

#include <string.h>

/* ---- words ----------------------------------------------------------------------------------------------------- */

/* Does its help name the option? */
static bool has_option(const struct completion_command *command, const struct completion_option *option)
{
    size_t length = strlen(option->name);
    for (const char *at = strstr(command->help, "--"); at; at = strstr(at + 2, "--")) {
        char end = strncmp(at + 2, option->name, length) == 0 ? at[2 + length] : 'x';
        if (!(end >= 'a' && end <= 'z') && end != '-')
            return true;
    }
    return false;
}

static bool is_of_all(const struct completion_table *table, const struct completion_option *option)
{
    for (size_t i = 0; i < table->command_count; i++)
        if (has_option(&table->commands[i], option))
            return false;
    return true;
}

enum argument { ARGUMENT_NOTHING, ARGUMENT_FILE, ARGUMENT_SOURCE, ARGUMENT_SHELL };

static enum argument argument_of(const struct completion_command *command)
{
    static const struct {
        const char *word;
        enum argument argument;
    } arguments[] = { { "FILE", ARGUMENT_FILE }, { "SOURCE", ARGUMENT_SOURCE }, { "QUERY", ARGUMENT_SOURCE }, { "SHELL", ARGUMENT_SHELL } };
    for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++)
        if (strstr(command->usage, arguments[i].word))
            return arguments[i].argument;
    return ARGUMENT_NOTHING;
}

static void append_commands(const struct completion_table *table, struct buffer *out)
{
    for (size_t i = 0; i < table->command_count; i++)
        buffer_append_format(out, "%s%s", i ? " " : "", table->commands[i].name);
}

static void append_options_of_all(const struct completion_table *table, struct buffer *out)
{
    for (size_t i = 0; i < table->option_count; i++)
        if (is_of_all(table, &table->options[i]))
            buffer_append_format(out, "--%s ", table->options[i].name);
}

/* "--json --limit " */
static void append_options(const struct completion_table *table, const struct completion_command *command, struct buffer *out)
{
    for (size_t i = 0; i < table->option_count; i++)
        if (has_option(command, &table->options[i]))
            buffer_append_format(out, "--%s ", table->options[i].name);
}

static bool takes_file(const struct completion_option *option)
{
    return strcmp(option->name, "output") == 0;
}

static bool takes_theme(const struct completion_option *option)
{
    return strncmp(option->name, "theme", 5) == 0;
}

/* In single quotes, for a shell that knows no escapes in them. */
static void append_quoted(const char *text, const char *quote, struct buffer *out)
{
    buffer_append_byte(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buffer_append_string(out, quote);
        else
            buffer_append_byte(out, *text);
    }
    buffer_append_byte(out, '\'');
}

/* ---- bash and zsh: which words come next, by what stands before ------------------------------------------------ */

/* What differs between the two. */
struct words_dialect {
    const char *values, *files, *sources, *themes; /* of words; "%s" the words */
};

static void append_value_cases(const struct completion_table *table, const struct words_dialect *dialect, struct buffer *out)
{
    for (size_t i = 0; i < table->option_count; i++) {
        const struct completion_option *option = &table->options[i];
        if (!option->takes_value)
            continue;
        buffer_append_format(out, "    --%s%s) ", option->name, takes_file(option) ? "|-o" : "");
        if (takes_file(option))
            buffer_append_string(out, dialect->files);
        else if (takes_theme(option))
            buffer_append_string(out, dialect->themes);
        else if (option->words)
            buffer_append_format(out, "%s %s", dialect->values, option->words);
        buffer_append_string(out, option->words || takes_file(option) || takes_theme(option) ? "; return ;;\n" : "return ;;\n");
    }
}

static void append_option_cases(const struct completion_table *table, const struct words_dialect *dialect, struct buffer *out)
{
    for (size_t i = 0; i < table->command_count; i++) {
        buffer_append_format(out, "        %s) %s ", table->commands[i].name, dialect->values);
        append_options(table, &table->commands[i], out);
        buffer_append_string(out, ";;\n");
    }
}

static void append_argument_cases(const struct completion_table *table, const struct words_dialect *dialect, struct buffer *out)
{
    for (size_t i = 0; i < table->command_count; i++) {
        buffer_append_format(out, "    %s) ", table->commands[i].name);
        switch (argument_of(&table->commands[i])) {
        case ARGUMENT_FILE: buffer_append_string(out, dialect->files); break;
        case ARGUMENT_SOURCE: buffer_append_string(out, dialect->sources); break;
        case ARGUMENT_SHELL: buffer_append_format(out, "%s " COMPLETION_SHELL_WORDS, dialect->values); break;
        case ARGUMENT_NOTHING: buffer_append_string(out, ":"); break;
        }
        buffer_append_string(out, " ;;\n");
    }
}

/* ---- bash ------------------------------------------------------------------------------------------------------ */

/* Names of sources come from strangers: compgen -W would expand what is in them, as the shell does with $(…). */
static const char bash_functions[] =
    "_khabar_words() {\n"
    "    local word\n"
    "    for word; do [[ $word == \"$current\"* ]] && COMPREPLY+=(\"$word\"); done\n"
    "}\n"
    "_khabar_sources() {\n"
    "    local name\n"
    "    while IFS= read -r name; do\n"
    "        [[ $name == \"$current\"* ]] && COMPREPLY+=(\"$(printf %q \"$name\")\")\n"
    "    done < <(khabar feeds 2>/dev/null | cut -f2)\n"
    "}\n"
    "_khabar_files() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); }\n"
    "_khabar_themes() {\n"
    "    local theme\n"
    "    _khabar_words $1\n"
    "    for theme in \"${XDG_CONFIG_HOME:-$HOME/.config}\"/khabar/themes/*.theme; do\n"
    "        theme=${theme##*/} theme=${theme%.theme}\n"
    "        [[ $theme != '*' ]] && _khabar_words \"$theme\"\n"
    "    done\n"
    "}\n";

static void append_bash(const struct completion_table *table, struct buffer *out)
{
    struct buffer themes = buffer_create(4096);
    buffer_append_format(&themes, "_khabar_themes '%.*s'", SLICE_ARGUMENT(table->themes));
    const struct words_dialect dialect = { "_khabar_words", "_khabar_files", "_khabar_sources", themes.bytes };
    buffer_append_string(out, "# bash completion for khabar, made by: khabar completion bash\n");
    buffer_append_string(out, bash_functions);
    buffer_append_string(out, "_khabar() {\n    local current=${COMP_WORDS[COMP_CWORD]} command= word\n    COMPREPLY=()\n"
                              "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        case $word in ");
    for (size_t i = 0; i < table->command_count; i++)
        buffer_append_format(out, "%s%s", i ? "|" : "", table->commands[i].name);
    buffer_append_string(out, ") command=$word; break ;; esac\n    done\n    case ${COMP_WORDS[COMP_CWORD-1]} in\n");
    append_value_cases(table, &dialect, out);
    buffer_append_string(out, "    esac\n    if [[ $current == -* ]]; then\n        _khabar_words ");
    append_options_of_all(table, out);
    buffer_append_string(out, "\n        case $command in\n");
    append_option_cases(table, &dialect, out);
    buffer_append_string(out, "        esac\n        return\n    fi\n    case $command in\n");
    append_argument_cases(table, &dialect, out);
    buffer_append_string(out, "    '') _khabar_files; _khabar_words ");
    append_commands(table, out);
    buffer_append_string(out, " ;;\n    esac\n}\ncomplete -F _khabar khabar\n");
    buffer_finish(&themes);
}

/* ---- zsh ------------------------------------------------------------------------------------------------------- */

static const char zsh_functions[] =
    "_khabar_sources() {\n"
    "    local -a names\n"
    "    names=(\"${(@f)$(khabar feeds 2>/dev/null | cut -f2)}\")\n"
    "    compadd -a names\n"
    "}\n"
    "_khabar_themes() {\n"
    "    local -a own\n"
    "    own=(${XDG_CONFIG_HOME:-$HOME/.config}/khabar/themes/*.theme(N:t:r))\n"
    "    compadd -- $@ $own\n"
    "}\n";

static void append_zsh(const struct completion_table *table, struct buffer *out)
{
    struct buffer themes = buffer_create(4096);
    buffer_append_format(&themes, "_khabar_themes %.*s", SLICE_ARGUMENT(table->themes));
    const struct words_dialect dialect = { "compadd --", "_files", "_khabar_sources", themes.bytes };
    buffer_append_string(out, "#compdef khabar\n# zsh completion for khabar, made by: khabar completion zsh\n");
    buffer_append_string(out, zsh_functions);
    buffer_append_string(out, "_khabar() {\n    local command= word\n    local -a commands\n    commands=(\n");
    for (size_t i = 0; i < table->command_count; i++) {
        buffer_append_format(out, "        %s:", table->commands[i].name);
        append_quoted(table->commands[i].help, "'\\''", out);
        buffer_append_byte(out, '\n');
    }
    buffer_append_string(out, "    )\n    for word in ${words[2,CURRENT-1]}; do\n        case $word in ");
    for (size_t i = 0; i < table->command_count; i++)
        buffer_append_format(out, "%s%s", i ? "|" : "", table->commands[i].name);
    buffer_append_string(out, ") command=$word; break ;; esac\n    done\n    case ${words[CURRENT-1]} in\n");
    append_value_cases(table, &dialect, out);
    buffer_append_string(out, "    esac\n    if [[ ${words[CURRENT]} == -* ]]; then\n        compadd -- ");
    append_options_of_all(table, out);
    buffer_append_string(out, "\n        case $command in\n");
    append_option_cases(table, &dialect, out);
    buffer_append_string(out, "        esac\n        return\n    fi\n    case $command in\n");
    append_argument_cases(table, &dialect, out);
    buffer_append_string(out, "    '') _describe command commands; _files ;;\n    esac\n}\n"
                              "if [[ $funcstack[1] == _khabar ]]; then _khabar \"$@\"; else compdef _khabar khabar; fi\n");
    buffer_finish(&themes);
}

/* ---- fish ------------------------------------------------------------------------------------------------------ */

static void append_fish_option(const struct completion_table *table, const struct completion_option *option, const char *command,
                               struct buffer *out)
{
    buffer_append_string(out, "complete -c khabar");
    if (command)
        buffer_append_format(out, " -n '__fish_seen_subcommand_from %s'", command);
    buffer_append_format(out, " -l %s%s", option->name, takes_file(option) ? " -s o -r -F" : option->takes_value ? " -x" : "");
    if (takes_theme(option))
        buffer_append_format(out, " -a '%.*s'", SLICE_ARGUMENT(table->themes));
    else if (option->words)
        buffer_append_format(out, " -a '%s'", option->words);
    buffer_append_byte(out, '\n');
}

static void append_fish_command(const struct completion_table *table, const struct completion_command *command, struct buffer *out)
{
    static const char *const arguments[] = {
        [ARGUMENT_NOTHING] = "-f",
        [ARGUMENT_FILE] = "-F",
        [ARGUMENT_SOURCE] = "-f -a '(khabar feeds 2>/dev/null | cut -f2)'",
        [ARGUMENT_SHELL] = "-f -a '" COMPLETION_SHELL_WORDS "'",
    };
    buffer_append_format(out, "complete -c khabar -n __fish_use_subcommand -a %s -d ", command->name);
    append_quoted(command->help, "\\'", out);
    buffer_append_format(out, "\ncomplete -c khabar -n '__fish_seen_subcommand_from %s' %s\n", command->name,
                         arguments[argument_of(command)]);
    for (size_t i = 0; i < table->option_count; i++)
        if (has_option(command, &table->options[i]))
            append_fish_option(table, &table->options[i], command->name, out);
}

static void append_fish(const struct completion_table *table, struct buffer *out)
{
    buffer_append_string(out, "# fish completion for khabar, made by: khabar completion fish\n");
    for (size_t i = 0; i < table->option_count; i++)
        if (is_of_all(table, &table->options[i]))
            append_fish_option(table, &table->options[i], NULL, out);
    for (size_t i = 0; i < table->command_count; i++)
        append_fish_command(table, &table->commands[i], out);
}

bool completion_append(const char *shell, const struct completion_table *table, struct buffer *out)
{
    static const struct {
        const char *name;
        void (*append)(const struct completion_table *table, struct buffer *out);
    } shells[] = { { "bash", append_bash }, { "zsh", append_zsh }, { "fish", append_fish } };
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shell, shells[i].name) == 0) {
            shells[i].append(table, out);
            return true;
        }
    }
    return false;
}
