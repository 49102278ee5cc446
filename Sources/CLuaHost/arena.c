#include "arena.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

// ---- Regions

enum { REGION_FIRST = 0x100, REGION_LAST = 0x6fff, POOL_CAPACITY = 256 };

static pthread_mutex_t region_lock = PTHREAD_MUTEX_INITIALIZER;
static char *region_pool[POOL_CAPACITY];
static int region_pool_count;
static uint32_t region_cursor = REGION_FIRST;

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static char *map_region_at(uint32_t number) {
    char *wanted = (char *)((uintptr_t)number << 32);
    char *got = mmap(wanted, CLH_ARENA_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (got == MAP_FAILED) return NULL;
    if (got != wanted) { // a kernel before 4.17 takes the flag for a hint
        munmap(got, CLH_ARENA_SIZE);
        return NULL;
    }
    // A huge page would make the first byte of each execution cost 2 MiB.
    madvise(got, CLH_ARENA_SIZE, MADV_NOHUGEPAGE);
    return got;
}

char *clh_region_take(void) {
    pthread_mutex_lock(&region_lock);
    char *base = NULL;
    if (region_pool_count > 0) {
        base = region_pool[--region_pool_count];
    } else {
        for (uint32_t tries = 0; base == NULL && tries <= REGION_LAST - REGION_FIRST; tries++) {
            base = map_region_at(region_cursor);
            region_cursor = region_cursor == REGION_LAST ? REGION_FIRST : region_cursor + 1;
            if (base == NULL && errno == ENOMEM) break;
        }
    }
    pthread_mutex_unlock(&region_lock);
    return base;
}

// Regions that stay in the pool keep this much of their pages: clearing them costs less than faulting them in again.
enum { KEPT_BYTES = 256 * 1024 };

static void clear(char *start, size_t used) {
    size_t kept = used < KEPT_BYTES ? used : KEPT_BYTES;
    memset(start, 0, kept);
    if (used > kept) {
        uintptr_t from = ((uintptr_t)start + kept + 4095) & ~(uintptr_t)4095;
        uintptr_t to = ((uintptr_t)start + used + 4095) & ~(uintptr_t)4095;
        memset(start + kept, 0, from - (uintptr_t)(start + kept));
        if (to > from) madvise((void *)from, to - from, MADV_DONTNEED);
    }
}

void clh_region_give(char *base, uint32_t objects_used, uint32_t vectors_used) {
    pthread_mutex_lock(&region_lock);
    bool keep = region_pool_count < POOL_CAPACITY;
    pthread_mutex_unlock(&region_lock);
    if (keep) {
        uint32_t low = objects_used < CLH_VECTORS_LOW_START ? objects_used : CLH_VECTORS_LOW_START;
        clear(base, low);
        if (objects_used > CLH_VECTORS_LOW_END) clear(base + CLH_VECTORS_LOW_END, objects_used - CLH_VECTORS_LOW_END);
        low = vectors_used < CLH_VECTORS_LOW_END ? vectors_used : CLH_VECTORS_LOW_END;
        clear(base + CLH_VECTORS_LOW_START, low - CLH_VECTORS_LOW_START);
        if (vectors_used > CLH_VECTORS_HIGH_START)
            clear(base + CLH_VECTORS_HIGH_START, vectors_used - CLH_VECTORS_HIGH_START);
        pthread_mutex_lock(&region_lock);
        keep = region_pool_count < POOL_CAPACITY;
        if (keep) region_pool[region_pool_count++] = base;
        pthread_mutex_unlock(&region_lock);
    }
    if (!keep) munmap(base, CLH_ARENA_SIZE);
}

// ---- Zones

static inline int class_of(uint32_t size) {
    if (size <= 1024) return (int)((size + 15) >> 4) - 1;
    uint32_t top = 31 - (uint32_t)__builtin_clz(size - 1); // 2^top < size <= 2^(top+1)
    uint32_t quarter = ((size - 1) >> (top - 2)) & 3;
    return (int)(64 + (top - 10) * 4 + quarter);
}

static inline uint32_t size_of_class(int class) {
    if (class < 64) return ((uint32_t)class + 1) << 4;
    uint32_t top = 10 + ((uint32_t)class - 64) / 4;
    uint32_t quarter = ((uint32_t)class - 64) % 4;
    return ((uint32_t)1 << top) + ((quarter + 1) << (top - 2));
}

uint32_t clh_class_size(uint32_t size) { return size_of_class(class_of(size)); }

uint32_t clh_zone_take(clh_zone *zone, char *base, uint32_t size, bool objects, uint32_t end) {
    int class = class_of(size);
    uint32_t block = zone->free[class];
    if (block != 0) {
        memcpy(&zone->free[class], base + block, sizeof(uint32_t));
        return block;
    }
    uint64_t bytes = size_of_class(class);
    uint64_t at = zone->next;
    if (objects) {
        if (at < CLH_VECTORS_LOW_END && at + bytes > CLH_VECTORS_LOW_START) at = CLH_VECTORS_LOW_END;
    } else if (at < CLH_VECTORS_HIGH_START && at + bytes > CLH_VECTORS_LOW_END) {
        at = CLH_VECTORS_HIGH_START;
    }
    if (at + bytes > end) return 0;
    zone->next = (uint32_t)(at + bytes);
    return (uint32_t)at;
}

void clh_zone_give(clh_zone *zone, char *base, uint32_t offset, uint32_t size) {
    int class = class_of(size);
    memcpy(base + offset, &zone->free[class], sizeof(uint32_t));
    zone->free[class] = offset;
}
