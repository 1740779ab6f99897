#include "base/plural.h"

enum { DEEPEST = 64, DIGITS = 9 };

struct evaluation {
    struct slice text;
    size_t at;
    unsigned long n;
    int depth;
    bool failed;
};

static unsigned long read_choice(struct evaluation *evaluation);

bool plural_evaluate(struct slice expression, unsigned long n, unsigned long *form)
{
    struct evaluation evaluation = { .text = slice_trim(expression), .n = n };
    *form = read_choice(&evaluation);
    return !evaluation.failed && evaluation.at == evaluation.text.length;
}

static unsigned long fail(struct evaluation *evaluation)
{
    evaluation->failed = true;
    evaluation->at = evaluation->text.length; /* nothing more is read */
    return 0;
}

static bool take(struct evaluation *evaluation, const char *sign)
{
    struct slice rest = slice_part(evaluation->text, evaluation->at, evaluation->text.length);
    while (rest.length > 0 && (rest.bytes[0] == ' ' || rest.bytes[0] == '\t')) {
        evaluation->at++;
        rest = slice_part(rest, 1, rest.length);
    }
    if (!slice_starts_with(rest, slice_of(sign)))
        return false;
    evaluation->at += slice_of(sign).length;
    return true;
}

static unsigned long read_number(struct evaluation *evaluation)
{
    unsigned long number = 0;
    size_t start = evaluation->at;
    for (; evaluation->at < evaluation->text.length; evaluation->at++) {
        char digit = evaluation->text.bytes[evaluation->at];
        if (digit < '0' || digit > '9')
            break;
        if (evaluation->at - start == DIGITS)
            return fail(evaluation);
        number = number * 10 + (unsigned long)(digit - '0');
    }
    return evaluation->at > start ? number : fail(evaluation);
}

static unsigned long read_operand(struct evaluation *evaluation)
{
    if (++evaluation->depth > DEEPEST)
        return fail(evaluation);
    unsigned long value;
    if (take(evaluation, "!")) {
        value = !read_operand(evaluation);
    } else if (take(evaluation, "(")) {
        value = read_choice(evaluation);
        if (!take(evaluation, ")"))
            fail(evaluation);
    } else {
        value = take(evaluation, "n") ? evaluation->n : read_number(evaluation);
    }
    evaluation->depth--;
    return value;
}

enum operation { OR, AND, EQUAL, UNEQUAL, AT_MOST, AT_LEAST, LESS, MORE, PLUS, MINUS, TIMES, DIVIDED, REMAINDER, OPERATION_COUNT };
static const struct {
    const char *sign;
    int precedence; /* the higher binds first */
} operations[OPERATION_COUNT] = {
    [OR] = { "||", 1 }, [AND] = { "&&", 2 }, [EQUAL] = { "==", 3 }, [UNEQUAL] = { "!=", 3 },
    [AT_MOST] = { "<=", 4 }, [AT_LEAST] = { ">=", 4 }, [LESS] = { "<", 4 }, [MORE] = { ">", 4 },
    [PLUS] = { "+", 5 }, [MINUS] = { "-", 5 }, [TIMES] = { "*", 6 }, [DIVIDED] = { "/", 6 }, [REMAINDER] = { "%", 6 },
};

static unsigned long apply(struct evaluation *evaluation, enum operation operation, unsigned long a, unsigned long b)
{
    switch (operation) {
    case OR: return a || b;
    case AND: return a && b;
    case EQUAL: return a == b;
    case UNEQUAL: return a != b;
    case AT_MOST: return a <= b;
    case AT_LEAST: return a >= b;
    case LESS: return a < b;
    case MORE: return a > b;
    case PLUS: return a + b;
    case MINUS: return a - b;
    case TIMES: return a * b;
    case DIVIDED: return b ? a / b : fail(evaluation);
    case REMAINDER: return b ? a % b : fail(evaluation);
    case OPERATION_COUNT: break;
    }
    return fail(evaluation);
}

/* OPERATION_COUNT when what follows is none that binds as much. */
static enum operation take_operation(struct evaluation *evaluation, int least)
{
    for (enum operation operation = 0; operation < OPERATION_COUNT; operation++)
        if (operations[operation].precedence >= least && take(evaluation, operations[operation].sign))
            return operation;
    return OPERATION_COUNT;
}

static unsigned long read_operations(struct evaluation *evaluation, int least)
{
    unsigned long value = read_operand(evaluation);
    enum operation operation;
    while ((operation = take_operation(evaluation, least)) != OPERATION_COUNT)
        value = apply(evaluation, operation, value, read_operations(evaluation, operations[operation].precedence + 1));
    return value;
}

static unsigned long read_choice(struct evaluation *evaluation)
{
    if (++evaluation->depth > DEEPEST)
        return fail(evaluation);
    unsigned long value = read_operations(evaluation, 1);
    if (take(evaluation, "?")) {
        unsigned long yes = read_choice(evaluation);
        if (!take(evaluation, ":"))
            fail(evaluation);
        unsigned long no = read_choice(evaluation);
        value = value ? yes : no;
    }
    evaluation->depth--;
    return value;
}
