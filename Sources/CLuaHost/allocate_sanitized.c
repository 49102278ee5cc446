// The allocator of sanitizer builds: each block comes from malloc, so that the sanitizer sees overruns and uses after
// free. Addresses differ from run to run then; limits and kills work as always.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#ifdef CLH_SANITIZED

// Blocks are linked, to be freed when the execution is dropped.
typedef struct linked_block {
    struct linked_block *next;
    struct linked_block **link;
    bool is_stack;
} linked_block;

enum { HEAD = 32 };
_Static_assert(sizeof(linked_block) <= HEAD, "the head of a block has room");

static linked_block *head_of(void *block) { return (linked_block *)((char *)block - HEAD); }

static void link_block(clh_arena *arena, linked_block *block) {
    linked_block **first = (linked_block **)&arena->base;
    block->next = *first;
    block->link = first;
    if (*first != NULL) (*first)->link = &block->next;
    *first = block;
}

static void unlink_block(linked_block *block) {
    *block->link = block->next;
    if (block->next != NULL) block->next->link = block->link;
    free(block);
}

static void count_stack(clh_exec *exec, size_t old_size, size_t new_size, clh_kill_reason reason) {
    clh_arena *arena = &exec->arena;
    if (new_size > old_size && arena->stack_bytes - old_size + new_size > arena->stack_limit) clh_kill(exec, reason);
    arena->stack_bytes += new_size - old_size;
}

// The vector that was allocated last turns out to be the new place of a stack when an old one is freed right after.
static void free_stack(clh_exec *exec, void *block, size_t size) {
    clh_arena *arena = &exec->arena;
    if (arena->fresh_vector != NULL) {
        head_of(arena->fresh_vector)->is_stack = true;
        arena->heap_bytes -= arena->fresh_size;
        count_stack(exec, 0, arena->fresh_size, CLH_KILL_DEPTH);
        arena->fresh_vector = NULL;
    }
    arena->stack_bytes -= size;
    unlink_block(head_of(block));
}

static bool may_be_stack(size_t size) {
    return size >= CLH_STACK_LEAST && size <= CLH_STACK_LARGEST && size % 16 == 0;
}

static void *fresh_block(clh_exec *exec, size_t kind, size_t size) {
    clh_arena *arena = &exec->arena;
    bool is_stack = arena->next_is_stack;
    bool maybe_stack = kind == 0 && may_be_stack(size) && arena->heap_bytes <= arena->heap_limit;
    if (!is_stack && !maybe_stack && arena->heap_bytes + size > arena->heap_limit) return clh_refuse(exec, NULL, size);
    linked_block *block = malloc(HEAD + size);
    if (block == NULL) return clh_refuse(exec, NULL, size);
    block->is_stack = is_stack;
    link_block(arena, block);
    void *bytes = (char *)block + HEAD;
    arena->allocations++;
    arena->next_is_stack = kind == LUA_TTHREAD;
    arena->fresh_vector = maybe_stack && !is_stack ? bytes : NULL;
    arena->fresh_size = size;
    if (is_stack) count_stack(exec, 0, size, CLH_KILL_MEMORY);
    else arena->heap_bytes += size;
    if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
    return bytes;
}

static void *resized_block(clh_exec *exec, void *block, size_t old_size, size_t new_size) {
    clh_arena *arena = &exec->arena;
    bool is_stack = head_of(block)->is_stack;
    if (!is_stack && new_size > old_size && arena->heap_bytes - old_size + new_size > arena->heap_limit)
        return clh_refuse(exec, block, new_size);
    linked_block *fresh = malloc(HEAD + new_size);
    if (fresh == NULL) return clh_refuse(exec, block, new_size);
    fresh->is_stack = is_stack;
    link_block(arena, fresh);
    void *bytes = (char *)fresh + HEAD;
    memcpy(bytes, block, old_size < new_size ? old_size : new_size);
    unlink_block(head_of(block));
    arena->allocations++;
    arena->fresh_vector = NULL;
    if (is_stack) count_stack(exec, old_size, new_size, CLH_KILL_DEPTH);
    else arena->heap_bytes += new_size - old_size;
    if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
    return bytes;
}

void *clh_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    clh_exec *exec = context;
    // For a new block Lua says its kind in place of the old size.
    if (block == NULL) return new_size == 0 ? NULL : fresh_block(exec, old_size, new_size);
    if (new_size != 0) return resized_block(exec, block, old_size, new_size);
    if (head_of(block)->is_stack) {
        free_stack(exec, block, old_size);
        return NULL;
    }
    exec->arena.fresh_vector = NULL;
    exec->arena.heap_bytes -= old_size;
    unlink_block(head_of(block));
    return NULL;
}

void clh_sanitized_free_all(clh_exec *exec) {
    while (exec->arena.base != NULL) unlink_block((linked_block *)exec->arena.base);
}

#endif

bool clh_overrun(void) {
#ifdef CLH_SANITIZED
    clh_exec exec = {.arena = {.heap_limit = 1024 * 1024}};
    volatile char *block = clh_allocate(&exec, NULL, LUA_TTABLE, 56);
    block[56] = 1;
    return true;
#else
    return false;
#endif
}
