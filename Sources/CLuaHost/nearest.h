#ifndef CLUAHOST_NEAREST_H
#define CLUAHOST_NEAREST_H

#include <stdint.h>

/// The name of `names` that a typist most likely meant by `name` (edit distance with transpositions, at most a third
/// of the length), or null. Ties go to the first.
const char *clh_nearest(const char *name, const char *const *names, uint32_t count);

#endif
