#ifndef CLUAHOST_UNICODE_H
#define CLUAHOST_UNICODE_H

#include <stddef.h>

/// Length of the well-formed UTF-8 sequence (RFC 3629: none overlong, no surrogate, nothing over U+10FFFF) at `at`, of
/// which `left` bytes are there, or 0.
static inline size_t clh_sequence_length(const unsigned char *at, size_t left) {
    unsigned char first = at[0];
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (left < length) return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80) return 0;
    if (first == 0xe0 && at[1] < 0xa0) return 0;
    if (first == 0xed && at[1] >= 0xa0) return 0;
    if (first == 0xf0 && at[1] < 0x90) return 0;
    if (first == 0xf4 && at[1] >= 0x90) return 0;
    return length;
}

#endif
