#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cconnectors.h"

#include <sqlite3.h>
#include <sys/mman.h>

int cconnectors_defend_sqlite(void *database) {
    static const struct {
        int setting, value;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        // A text in double quotes that is no name is a mistake.
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++) {
        int status = sqlite3_db_config((sqlite3 *)database, settings[i].setting, settings[i].value, (int *)0);
        if (status != SQLITE_OK) return status;
    }
    return SQLITE_OK;
}

int cconnectors_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
