// The math library: liblua's functions as closures, and random numbers that follow the execution's seed.
#include <math.h>
#include <string.h>

#include "internal.h"

enum { WARM_UP = 16 };

// ---- xoshiro256** (Blackman and Vigna 2018), seeded by splitmix64, as the authors recommend

static uint64_t rotate(uint64_t value, int by) { return value << by | value >> (64 - by); }

static uint64_t next(clh_exec *exec) {
    uint64_t *s = exec->random;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

static uint64_t split_mix(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

void clh_seed_random(clh_exec *exec, uint64_t seed) {
    for (int i = 0; i < 4; i++) exec->random[i] = split_mix(&seed);
}

// Unbiased: draws as many bits as `most` has until one fits.
static uint64_t at_most(clh_exec *exec, uint64_t most) {
    if (most == UINT64_MAX) return next(exec);
    uint64_t mask = most == 0 ? 0 : UINT64_MAX >> __builtin_clzll(most);
    uint64_t drawn;
    do drawn = next(exec) & mask;
    while (drawn > most);
    return drawn;
}

static int random_number(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_Integer low, high;
    switch (lua_gettop(state)) {
    case 0:
        lua_pushnumber(state, (double)(next(exec) >> 11) * 0x1p-53);
        return 1;
    case 1:
        low = 1;
        high = luaL_checkinteger(state, 1);
        if (high == 0) {
            lua_pushinteger(state, (lua_Integer)next(exec));
            return 1;
        }
        break;
    case 2:
        low = luaL_checkinteger(state, 1);
        high = luaL_checkinteger(state, 2);
        break;
    default: return luaL_error(state, "wrong number of arguments");
    }
    luaL_argcheck(state, low <= high, lua_gettop(state), "interval is empty");
    lua_pushinteger(state, (lua_Integer)(at_most(exec, (uint64_t)high - (uint64_t)low) + (uint64_t)low));
    return 1;
}

// The sequence of a script's own seed is the one that stock Lua 5.4 gives for it.
static int seed(lua_State *state) {
    if (lua_isnone(state, 1))
        clh_raise(state, "InvalidInputError",
                  "math.randomseed needs a number: executions are repeatable, so there is nothing random to begin from "
                  "(each execution has a seed of its own already)");
    lua_Integer first;
    if (lua_isinteger(state, 1)) {
        first = lua_tointeger(state, 1);
    } else {
        lua_Number value = luaL_checknumber(state, 1);
        if (!lua_numbertointeger(value, &first)) memcpy(&first, &value, sizeof first);
    }
    lua_Integer second = luaL_optinteger(state, 2, 0);
    clh_exec *exec = clh_of(state);
    exec->random[0] = (uint64_t)first;
    exec->random[1] = 0xff; // the generator must not begin with nothing but zeros
    exec->random[2] = (uint64_t)second;
    exec->random[3] = 0;
    for (int i = 0; i < WARM_UP; i++) next(exec);
    lua_pushinteger(state, first);
    lua_pushinteger(state, second);
    return 2;
}

void clh_open_math(lua_State *state) {
    static const char *const kept[] = {"abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp",
                                       "floor", "fmod", "log", "max", "min", "modf", "rad", "sin",
                                       "sqrt", "tan", "tointeger", "type", "ult", NULL};
    static const luaL_Reg own[] = {{"random", random_number}, {"randomseed", seed}, {NULL, NULL}};
    lua_createtable(state, 0, 28);
    clh_keep(state, "math", kept);
    clh_set_functions(state, own);
    lua_pushnumber(state, M_PI);
    lua_setfield(state, -2, "pi");
    lua_pushnumber(state, HUGE_VAL);
    lua_setfield(state, -2, "huge");
    lua_pushinteger(state, LUA_MAXINTEGER);
    lua_setfield(state, -2, "maxinteger");
    lua_pushinteger(state, LUA_MININTEGER);
    lua_setfield(state, -2, "mininteger");
}
