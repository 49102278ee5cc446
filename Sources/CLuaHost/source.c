// A look over the tokens of a script before liblua's own compiler sees it: binary chunks, size, and the length of chains
// of indexing. It need not find errors; it must not be fooled about where strings and comments end.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

enum { NESTING = 256, GROUP = -1 };

typedef struct scanner {
    const char *at;
    const char *end;
    int line;
    int chain;                // suffixes of the expression being read
    int outer[NESTING];       // chains around open brackets; GROUP for brackets that only group
    int depth;
    bool suffixable;          // the last token can be followed by a suffix
    bool after_dot;           // the last token was `.` or `:` of a suffix
} scanner;

static bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `[`, some `=`, `[`: answers their number plus one, or 0.
static int long_bracket(const scanner *s) {
    const char *p = s->at + 1;
    int level = 1;
    while (p < s->end && *p == '=') {
        p++;
        level++;
    }
    return p < s->end && *p == '[' ? level : 0;
}

static void skip_long(scanner *s, int level) {
    s->at += level + 1;
    while (s->at < s->end) {
        if (*s->at == '\n') s->line++;
        if (*s->at++ != ']') continue;
        const char *p = s->at;
        int seen = 1;
        while (p < s->end && *p == '=') {
            p++;
            seen++;
        }
        if (seen == level && p < s->end && *p == ']') {
            s->at = p + 1;
            return;
        }
    }
}

static void skip_string(scanner *s) {
    char quote = *s->at++;
    while (s->at < s->end && *s->at != quote) {
        if (*s->at == '\\' && s->at + 1 < s->end) {
            s->at++;
            if (*s->at == 'z') { // skips white space, line ends included
                s->at++;
                while (s->at < s->end && strchr(" \t\r\n\f\v", *s->at) != NULL && *s->at != '\0') {
                    if (*s->at == '\n') s->line++;
                    s->at++;
                }
                continue;
            }
        } else if (*s->at == '\n') {
            return; // unfinished: the compiler will say so
        }
        if (*s->at == '\n') s->line++;
        s->at++;
    }
    if (s->at < s->end) s->at++;
}

static bool is_keyword(const char *word, size_t length) {
    static const char *const words[] = {"and", "break", "do", "else", "elseif", "false", "for", "function",
                                        "goto", "if", "in", "local", "nil", "not", "or", "repeat", "return",
                                        "then", "true", "until", "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) return true;
    return false; // `end` closes a function expression, which can be called
}

static bool suffix(scanner *s) { return ++s->chain <= CLH_CHAIN_LIMIT; }

static void operand(scanner *s) {
    if (!s->after_dot) s->chain = 0;
    s->after_dot = false;
    s->suffixable = true;
}

static void breaks(scanner *s) {
    s->chain = 0;
    s->suffixable = false;
    s->after_dot = false;
}

// False when the chain is too long. Brackets that are nested too deep are the compiler's to refuse.
static bool open_bracket(scanner *s) {
    bool groups = *s->at == '(' && !s->suffixable;
    bool fits = !s->suffixable || suffix(s);
    if (s->depth < NESTING) s->outer[s->depth] = groups ? GROUP : s->chain;
    s->depth++;
    breaks(s);
    return fits;
}

static void close_bracket(scanner *s) {
    if (s->depth > 0) s->depth--;
    // `(a.x).y` is the same chain as `a.x.y`.
    int outer = s->depth < NESTING ? s->outer[s->depth] : 0;
    if (outer != GROUP) s->chain = outer;
    s->suffixable = true;
    s->after_dot = false;
}

static void read_word(scanner *s) {
    const char *start = s->at;
    while (s->at < s->end && (is_name_start(*s->at) || is_digit(*s->at))) s->at++;
    if (!s->after_dot && is_keyword(start, (size_t)(s->at - start)))
        breaks(s);
    else
        operand(s);
}

static void read_number(scanner *s) {
    while (s->at < s->end && (is_digit(*s->at) || is_name_start(*s->at) || *s->at == '.' ||
                              ((*s->at == '+' || *s->at == '-') && strchr("eEpP", s->at[-1]) != NULL)))
        s->at++;
    breaks(s);
}

static bool token(scanner *s) {
    char c = *s->at;
    char next = s->at + 1 < s->end ? s->at[1] : '\0';
    if (c == '-' && next == '-') {
        s->at += 2;
        int level = s->at < s->end && *s->at == '[' ? long_bracket(s) : 0;
        if (level > 0) skip_long(s, level);
        else
            while (s->at < s->end && *s->at != '\n') s->at++;
        return true;
    }
    if (is_name_start(c)) {
        read_word(s);
        return true;
    }
    if (is_digit(c) || (c == '.' && is_digit(next) && !s->suffixable)) {
        read_number(s);
        return true;
    }
    int level = c == '[' ? long_bracket(s) : 0;
    if (c == '"' || c == '\'' || level > 0) {
        bool call = s->suffixable;
        if (level > 0) skip_long(s, level);
        else skip_string(s);
        if (call) return suffix(s); // f"text"
        operand(s);
        return true;
    }
    if (c == '(' || c == '[' || c == '{') {
        bool fits = open_bracket(s);
        s->at++;
        return fits;
    }
    s->at++;
    switch (c) {
    case '\n': s->line++; return true;
    case ' ': case '\t': case '\r': case '\f': case '\v': return true;
    case ')': case ']': case '}': close_bracket(s); return true;
    case '.': case ':':
        if (next == c) {
            while (s->at < s->end && *s->at == c) s->at++;
            breaks(s);
            return true;
        }
        if (!s->suffixable) {
            breaks(s);
            return true;
        }
        s->after_dot = true;
        return suffix(s);
    default: breaks(s); return true;
    }
}

bool clh_source_acceptable(const char *source, size_t length, char *message, size_t size) {
    if (length > CLH_SOURCE_LIMIT) {
        snprintf(message, size, "1: the script has %zu bytes, %zu are allowed: move data to inputs or modules", length,
                 CLH_SOURCE_LIMIT);
        return false;
    }
    if (length > 0 && source[0] == '\033') {
        snprintf(message, size, "1: this is compiled Lua (a binary chunk); give the source text");
        return false;
    }
    scanner s = {.at = source, .end = source + length, .line = 1};
    while (s.at < s.end) {
        if (!token(&s)) {
            snprintf(message, size, "%d: more than %d indexings and calls in one expression: use a local variable in between",
                     s.line, CLH_CHAIN_LIMIT);
            return false;
        }
    }
    return true;
}
