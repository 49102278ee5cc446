// JSON Schema, draft 7: a C face over valijson's parser and constraints.
//
// Nothing here throws, keeps global state, opens a file or a socket. A schema, once compiled, may be used by several threads
// at once. Schemas and values are passed in the flat form that `value.hpp` describes.
#ifndef CSCHEMA_H
#define CSCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef struct cschema cschema;

typedef enum __attribute__((enum_extensibility(closed))) cschema_outcome {
    CSCHEMA_FITS __attribute__((swift_name("fits"))) = 0,
    // The value has faults, all of which were reported.
    CSCHEMA_HAS_FAULTS __attribute__((swift_name("hasFaults"))) = 1,
    // The steps or the depth that are allowed did not suffice to tell.
    CSCHEMA_TOO_COMPLEX __attribute__((swift_name("tooComplex"))) = 2,
    // Memory ran out, or the bytes are not of the flat form.
    CSCHEMA_FAILED __attribute__((swift_name("failed"))) = 3,
} cschema_outcome;

// Called for each fault: where in the value it is, as a JSON pointer, and what was expected. Both are UTF-8 without an end.
typedef void (*cschema_fault)(
    void *context, const char *pointer, size_t pointer_count, const char *message, size_t message_count);

// Compiles a schema; null when it cannot be, with the reason in `message`, which is cut to `capacity` and ends with a zero.
//
// The schema must be in the form that the Swift side brings it into: `definitions` by number, of which 0 is the root, and
// subschemas only as references to them.
cschema *_Nullable cschema_compile(const uint8_t *schema, size_t count, char *message, size_t capacity);

void cschema_free(cschema *_Nullable schema);

// Tells whether a value fits; `steps` bounds the work.
cschema_outcome cschema_validate(
    const cschema *schema, const uint8_t *value, size_t count, uint64_t steps, void *context,
    cschema_fault report);

// Tells whether a regular expression can be used; the reason is in `message` otherwise.
bool cschema_check_pattern(const char *pattern, size_t count, char *message, size_t capacity);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
