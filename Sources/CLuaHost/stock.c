// The functions of liblua's own libraries, read from a state that nothing else uses: opening the libraries in an
// execution's state would leave holes in its image.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static lua_State *stock; // lives as long as the process; used under the environment's lock

static void open_stock(void) {
    stock = luaL_newstate();
    if (stock == NULL) abort();
    luaL_openlibs(stock);
}

lua_CFunction clh_stock_function(const char *library, const char *name) {
    pthread_once(&once, open_stock);
    lua_getglobal(stock, library);
    lua_getfield(stock, -1, name);
    lua_CFunction function = lua_tocfunction(stock, -1);
    lua_pop(stock, 2);
    return function;
}

lua_CFunction clh_stock_text_metamethod(const char *name) {
    pthread_once(&once, open_stock);
    lua_pushliteral(stock, "");
    lua_CFunction function = luaL_getmetafield(stock, -1, name) == LUA_TNIL ? NULL : lua_tocfunction(stock, -1);
    lua_settop(stock, 0);
    return function;
}

void clh_keep(lua_State *state, const char *library, const char *const *names) {
    for (; *names != NULL; names++) {
        lua_CFunction function = clh_stock_function(library, *names);
        if (function == NULL) luaL_error(state, "liblua has no function '%s.%s'", library, *names);
        clh_push_function(state, function);
        lua_setfield(state, -2, *names);
    }
}
