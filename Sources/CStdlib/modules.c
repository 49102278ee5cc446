#include <stdlib.h>

#include "CStdlib.h"

// #embed is C23; clang takes it in earlier dialects too and remarks on it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char assert_lua[] = {
#embed "../../stdlib/assert.lua"
};
static const unsigned char base64_lua[] = {
#embed "../../stdlib/base64.lua"
};
static const unsigned char flow_lua[] = {
#embed "../../stdlib/flow.lua"
};
static const unsigned char flow_api_lua[] = {
#embed "../../stdlib/flow_api.lua"
};
static const unsigned char inspect_lua[] = {
#embed "../../stdlib/inspect.lua"
};
static const unsigned char iso8601_lua[] = {
#embed "../../stdlib/iso8601.lua"
};
static const unsigned char json_lua[] = {
#embed "../../stdlib/json.lua"
};
static const unsigned char retry_lua[] = {
#embed "../../stdlib/retry.lua"
};
static const unsigned char sorted_lua[] = {
#embed "../../stdlib/sorted.lua"
};
static const unsigned char spec_lua[] = {
#embed "../../stdlib/spec.lua"
};

#define MODULE(name) {#name, name##_lua, sizeof name##_lua}

static const cstdlib_module modules[] = {
    MODULE(assert), MODULE(base64), MODULE(flow), MODULE(flow_api), MODULE(inspect),
    MODULE(iso8601), MODULE(json), MODULE(retry), MODULE(sorted), MODULE(spec),
};

size_t cstdlib_count(void) { return sizeof modules / sizeof *modules; }

cstdlib_module cstdlib_module_at(size_t number) {
    if (number >= cstdlib_count()) abort();
    return modules[number];
}
