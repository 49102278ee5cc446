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
static const unsigned char options_lua[] = {
#embed "../../stdlib/options.lua"
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

static const unsigned char scheduler_cron_lua[] = {
#embed "../../stdlib/schedulers/cron.lua"
};
static const unsigned char scheduler_fixed_rate_lua[] = {
#embed "../../stdlib/schedulers/fixed_rate.lua"
};
static const unsigned char scheduler_interval_lua[] = {
#embed "../../stdlib/schedulers/interval.lua"
};
static const unsigned char scheduler_once_lua[] = {
#embed "../../stdlib/schedulers/once.lua"
};
static const unsigned char wrapper_cache_lua[] = {
#embed "../../stdlib/wrappers/cache.lua"
};
static const unsigned char wrapper_check_lua[] = {
#embed "../../stdlib/wrappers/check.lua"
};
static const unsigned char wrapper_interactive_lua[] = {
#embed "../../stdlib/wrappers/interactive.lua"
};
static const unsigned char wrapper_notify_lua[] = {
#embed "../../stdlib/wrappers/notify.lua"
};
static const unsigned char wrapper_retry_lua[] = {
#embed "../../stdlib/wrappers/retry.lua"
};
static const unsigned char wrapper_timeout_lua[] = {
#embed "../../stdlib/wrappers/timeout.lua"
};
static const unsigned char wrapper_validate_lua[] = {
#embed "../../stdlib/wrappers/validate.lua"
};

#define MODULE(name) {"", #name, name##_lua, sizeof name##_lua}
#define SCHEDULER(name) {"schedulers", #name, scheduler_##name##_lua, sizeof scheduler_##name##_lua}
#define WRAPPER(name) {"wrappers", #name, wrapper_##name##_lua, sizeof wrapper_##name##_lua}

static const cstdlib_module modules[] = {
    MODULE(assert), MODULE(base64), MODULE(flow), MODULE(flow_api), MODULE(inspect),
    MODULE(iso8601), MODULE(json), MODULE(options), MODULE(retry), MODULE(sorted), MODULE(spec),
    SCHEDULER(cron), SCHEDULER(fixed_rate), SCHEDULER(interval), SCHEDULER(once),
    WRAPPER(cache), WRAPPER(check), WRAPPER(interactive), WRAPPER(notify), WRAPPER(retry), WRAPPER(timeout),
    WRAPPER(validate),
};

size_t cstdlib_count(void) { return sizeof modules / sizeof *modules; }

cstdlib_module cstdlib_module_at(size_t number) {
    if (number >= cstdlib_count()) abort();
    return modules[number];
}
