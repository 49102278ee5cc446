// Fuzz target: any bytes as the source text of a script. They are compiled and, where they compile, run under limits.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char message[400];
    size_t length;
    char *bytecode = clh_compile((const char *)data, size, "fuzz.lua", "local system, this, inputs = ... ", &length, message,
                                 sizeof message);
    if (bytecode == NULL) return 0;
    clh_exec *exec = fuzz_execution(5);
    clh_start(exec, bytecode, length, "{}", 2);
    clh_event event;
    fuzz_run(exec, &event);
    clh_drop(exec);
    clh_free(bytecode);
    return 0;
}
