#ifndef CLUAHOST_COMPILE_H
#define CLUAHOST_COMPILE_H

#include <stdbool.h>
#include <stddef.h>

/// Longest source text, in bytes.
#define CLH_SOURCE_LIMIT ((size_t)256 * 1024)
/// Longest chain of `.name`, `[index]`, `:name` and calls in one expression. liblua before 5.4.7 walks such a chain
/// recursively, and in quadratic time, to word an error message.
#define CLH_CHAIN_LIMIT 200

/// Whether liblua may see this text; otherwise `message` says why not ("line 12: ...").
bool clh_source_acceptable(const char *source, size_t length, char *message, size_t size);

#endif
