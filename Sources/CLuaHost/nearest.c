#include "nearest.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 48 };

static int smaller(int a, int b) { return a < b ? a : b; }

// Optimal string alignment distance (Damerau-Levenshtein with adjacent transpositions).
static int distance(const char *a, size_t la, const char *b, size_t lb) {
    int rows[3][LONGEST + 1];
    for (size_t j = 0; j <= lb; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= la; i++) {
        int *now = rows[i % 3];
        const int *before = rows[(i + 2) % 3];
        const int *two_before = rows[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= lb; j++) {
            int best = smaller(before[j], now[j - 1]) + 1;
            best = smaller(best, before[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = smaller(best, two_before[j - 2] + 1);
            now[j] = best;
        }
    }
    return rows[la % 3][lb];
}

const char *clh_nearest(const char *name, const char *const *names, uint32_t count) {
    size_t length = strlen(name);
    if (length == 0 || length > LONGEST) return NULL;
    const char *best = NULL;
    int best_distance = (int)(length + 2) / 3 + 1;
    for (uint32_t i = 0; i < count; i++) {
        size_t other = strlen(names[i]);
        if (other > LONGEST) continue;
        int d = distance(name, length, names[i], other);
        if (d < best_distance) {
            best_distance = d;
            best = names[i];
        }
    }
    return best;
}
