// The allocator of an execution. Every heap allocation is a function of the script's own history; stacks are kept out
// of the heap, of the collector's debt and of the trace, because a debug hook may grow one at any instruction.
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

static inline clh_global_head *global_of(clh_exec *exec) { return exec->global_state; }

// FNV-1a over 64-bit words.
static inline void trace(clh_arena *arena, uint64_t word) {
    arena->trace_digest = (arena->trace_digest ^ word) * 0x100000001b3u;
}

static inline void traced(clh_arena *arena, uint32_t old_size, uint32_t new_size, uint32_t offset) {
    arena->allocations++;
    trace(arena, ((uint64_t)old_size << 32) | new_size);
    trace(arena, offset);
}

// Lua collects garbage after the first refusal and asks again with the same words: the second refusal is final, and a
// script must not be able to catch it.
static void *refuse(clh_exec *exec, void *block, size_t size) {
    clh_arena *arena = &exec->arena;
    if (arena->failed_size == size && arena->failed_block == block && arena->failed_at == arena->allocations)
        clh_kill(exec, CLH_KILL_MEMORY);
    arena->failed_block = block;
    arena->failed_size = size;
    // The collection in between only frees, which does not count as an allocation.
    arena->failed_at = arena->allocations;
    return NULL;
}

#ifndef CLH_SANITIZED

static inline bool is_stack(uint32_t offset) {
    return offset - CLH_STACK_LOW_START < CLH_STACK_LOW_END - CLH_STACK_LOW_START || offset >= CLH_STACK_HIGH_START;
}

static void *stack_allocate(clh_exec *exec, void *block, size_t old_size, size_t new_size) {
    clh_arena *arena = &exec->arena;
    clh_global_head *global = global_of(exec);
    if (new_size == 0) {
        clh_zone_give(&arena->stacks, arena->base, (uint32_t)(uintptr_t)block, (uint32_t)old_size);
        arena->stack_bytes -= old_size;
        if (global != NULL) global->debt += (ptrdiff_t)old_size - (ptrdiff_t)arena->stack_initial;
        return NULL;
    }
    if (block == NULL) old_size = 0;
    if (arena->stack_bytes - old_size + new_size > arena->stack_limit) clh_kill(exec, CLH_KILL_DEPTH);
    uint32_t offset = clh_zone_take(&arena->stacks, arena->base, (uint32_t)new_size, false, UINT32_MAX);
    if (offset == 0) clh_kill(exec, CLH_KILL_DEPTH);
    void *fresh = arena->base + offset;
    arena->stack_bytes += new_size - old_size;
    if (block != NULL) {
        memcpy(fresh, block, old_size < new_size ? old_size : new_size);
        clh_zone_give(&arena->stacks, arena->base, (uint32_t)(uintptr_t)block, (uint32_t)old_size);
        // Lua is about to add the difference to its debt; take it off first.
        if (global != NULL) global->debt -= (ptrdiff_t)new_size - (ptrdiff_t)old_size;
    } else {
        arena->stack_initial = (uint32_t)new_size;
    }
    return fresh;
}

void *clh_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    clh_exec *exec = context;
    clh_arena *arena = &exec->arena;
    if (block == NULL) {
        if (new_size == 0) return NULL;
        if (arena->next_is_stack) {
            arena->next_is_stack = false;
            return stack_allocate(exec, NULL, 0, new_size);
        }
        if (arena->heap_bytes + new_size > arena->heap_limit) return refuse(exec, NULL, new_size);
        uint32_t offset = clh_zone_take(&arena->heap, arena->base, (uint32_t)new_size, true, arena->heap_end);
        if (offset == 0) return refuse(exec, NULL, new_size);
        arena->heap_bytes += new_size;
        if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
        traced(arena, 0, (uint32_t)new_size, offset);
        if (old_size == LUA_TTHREAD) arena->next_is_stack = true; // here the old size is the kind of object
        return arena->base + offset;
    }
    uint32_t offset = (uint32_t)(uintptr_t)block;
    if (is_stack(offset)) return stack_allocate(exec, block, old_size, new_size);
    if (new_size == 0) {
        arena->heap_bytes -= old_size;
        // What the libraries allocated is not reused: a rebuild with other libraries must not move a script's objects.
        if (offset >= arena->user_start) {
            clh_zone_give(&arena->heap, arena->base, offset, (uint32_t)old_size);
            trace(arena, ((uint64_t)old_size << 32) ^ offset);
        }
        return NULL;
    }
    if (new_size > old_size && arena->heap_bytes - old_size + new_size > arena->heap_limit)
        return refuse(exec, block, new_size);
    if (new_size >= CLH_HEAP_END) return refuse(exec, block, new_size);
    void *fresh = block;
    if (clh_class_size((uint32_t)new_size) != clh_class_size((uint32_t)old_size)) {
        uint32_t place = clh_zone_take(&arena->heap, arena->base, (uint32_t)new_size, true, arena->heap_end);
        if (place == 0) return refuse(exec, block, new_size);
        fresh = arena->base + place;
        memcpy(fresh, block, old_size < new_size ? old_size : new_size);
        if (offset >= arena->user_start) clh_zone_give(&arena->heap, arena->base, offset, (uint32_t)old_size);
        offset = place;
    }
    arena->heap_bytes += new_size - old_size;
    if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
    traced(arena, (uint32_t)old_size, (uint32_t)new_size, offset);
    return fresh;
}

#else

// Under a sanitizer each block comes from malloc, so that it can see overruns and uses after free. Addresses differ from
// run to run then; limits and kills work as always. Blocks are linked, to be freed when the execution is dropped.
typedef struct linked_block {
    struct linked_block *next;
    struct linked_block **link;
} linked_block;

enum { LINK_BYTES = 32 };

void *clh_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    clh_exec *exec = context;
    clh_arena *arena = &exec->arena;
    linked_block **head = (linked_block **)&arena->base;
    if (block == NULL) {
        old_size = 0;
        if (new_size == 0) return NULL;
    }
    if (new_size > old_size && arena->heap_bytes - old_size + new_size > arena->heap_limit)
        return refuse(exec, block, new_size);
    linked_block *old = block == NULL ? NULL : (linked_block *)((char *)block - LINK_BYTES);
    arena->heap_bytes += new_size - old_size;
    if (new_size == 0) {
        *old->link = old->next;
        if (old->next != NULL) old->next->link = old->link;
        free(old);
        return NULL;
    }
    if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
    arena->allocations++;
    linked_block *fresh = malloc(LINK_BYTES + new_size);
    if (fresh == NULL) return NULL;
    fresh->next = *head;
    fresh->link = head;
    if (*head != NULL) (*head)->link = &fresh->next;
    *head = fresh;
    char *bytes = (char *)fresh + LINK_BYTES;
    if (old != NULL) {
        memcpy(bytes, block, old_size < new_size ? old_size : new_size);
        *old->link = old->next;
        if (old->next != NULL) old->next->link = old->link;
        free(old);
    }
    return bytes;
}

void clh_sanitized_free_all(clh_exec *exec) {
    linked_block *each = (linked_block *)exec->arena.base;
    while (each != NULL) {
        linked_block *next = each->next;
        free(each);
        each = next;
    }
    exec->arena.base = NULL;
}

#endif
