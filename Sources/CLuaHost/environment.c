// What executions of one kind share, and their making and dropping.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static pthread_mutex_t opening_lock = PTHREAD_MUTEX_INITIALIZER;

void clh_environment_lock(void) { pthread_mutex_lock(&opening_lock); }
void clh_environment_unlock(void) { pthread_mutex_unlock(&opening_lock); }

static char *copy_text(const char *text) {
    char *copy = strdup(text);
    if (copy == NULL) abort();
    return copy;
}

static void *allocate(uint32_t count, size_t size) {
    void *memory = calloc(count == 0 ? 1 : count, size);
    if (memory == NULL) abort();
    return memory;
}

static clh_module *copy_modules(const clh_module *modules, uint32_t count) {
    clh_module *copies = allocate(count, sizeof *copies);
    for (uint32_t i = 0; i < count; i++) {
        char *bytecode = malloc(modules[i].length);
        if (bytecode == NULL) abort();
        memcpy(bytecode, modules[i].bytecode, modules[i].length);
        copies[i] = (clh_module){.name = copy_text(modules[i].name),
                                 .bytecode = bytecode,
                                 .length = modules[i].length,
                                 .makes_tasks = modules[i].makes_tasks};
    }
    return copies;
}

static void free_modules(clh_module *modules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        free((void *)modules[i].name);
        free((void *)modules[i].bytecode);
    }
    free(modules);
}

static const char **copy_texts(const char *const *texts, uint32_t count) {
    const char **copies = allocate(count, sizeof *copies);
    for (uint32_t i = 0; i < count; i++) copies[i] = copy_text(texts[i]);
    return copies;
}

static void free_texts(const char *const *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) free((void *)texts[i]);
    free((void *)texts);
}

static clh_words *copy_words(const clh_words *words, uint32_t count) {
    clh_words *copies = allocate(count, sizeof *copies);
    for (uint32_t i = 0; i < count; i++)
        copies[i] = (clh_words){.name = copy_text(words[i].name),
                                .values = copy_texts(words[i].values, words[i].value_count),
                                .value_count = words[i].value_count};
    return copies;
}

static void free_words(const clh_words *words, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        free((void *)words[i].name);
        free_texts(words[i].values, words[i].value_count);
    }
    free((void *)words);
}

static void copy_all(clh_environment *environment, const clh_class *classes, const clh_object_name *objects) {
    for (uint32_t i = 0; i < environment->class_count; i++) {
        environment->classes[i] = (clh_class){.name = copy_text(classes[i].name),
                                              .methods = copy_texts(classes[i].methods, classes[i].method_count),
                                              .method_count = classes[i].method_count,
                                              .words = copy_words(classes[i].words, classes[i].words_count),
                                              .words_count = classes[i].words_count};
    }
    for (uint32_t i = 0; i < environment->object_count; i++)
        environment->objects[i] = (clh_object_name){.global = copy_text(objects[i].global),
                                                    .class_number = objects[i].class_number,
                                                    .id = copy_text(objects[i].id)};
}

clh_environment *clh_environment_create(const clh_class *classes, uint32_t class_count, const clh_object_name *objects,
                                        uint32_t object_count, const clh_module *modules, uint32_t module_count,
                                        const clh_module *preludes, uint32_t prelude_count, char *message,
                                        size_t message_size) {
    clh_environment *environment = allocate(1, sizeof *environment);
    environment->class_count = class_count;
    environment->object_count = object_count;
    environment->module_count = module_count;
    environment->prelude_count = prelude_count;
    environment->classes = allocate(class_count, sizeof *environment->classes);
    environment->objects = allocate(object_count, sizeof *environment->objects);
    environment->modules = copy_modules(modules, module_count);
    environment->preludes = copy_modules(preludes, prelude_count);
    copy_all(environment, classes, objects);
#ifndef CLH_SANITIZED
    clh_environment_lock();
    environment->image = clh_image_build(environment, message, message_size);
    clh_environment_unlock();
#else
    environment->image = clh_image_build(environment, message, message_size);
#endif
    if (environment->image != NULL) return environment;
    clh_environment_free(environment);
    return NULL;
}

void clh_environment_free(clh_environment *environment) {
    for (uint32_t i = 0; i < environment->class_count; i++) {
        free_texts(environment->classes[i].methods, environment->classes[i].method_count);
        free_words(environment->classes[i].words, environment->classes[i].words_count);
        free((void *)environment->classes[i].name);
    }
    for (uint32_t i = 0; i < environment->object_count; i++) {
        free((void *)environment->objects[i].global);
        free((void *)environment->objects[i].id);
    }
    free(environment->classes);
    free(environment->objects);
    free_modules(environment->modules, environment->module_count);
    free_modules(environment->preludes, environment->prelude_count);
    if (environment->image != NULL) clh_image_free(environment->image);
    free(environment);
}

clh_exec *clh_create(clh_environment *environment, const clh_limits *limits, uint64_t seed, int64_t now_microseconds,
                     char *message, size_t message_size) {
    clh_exec *exec = clh_image_instantiate(environment->image, message, message_size);
    if (exec == NULL) return NULL;
    exec->limits = *limits;
    clh_arena *arena = &exec->arena;
    uint64_t heap = limits->memory_bytes < CLH_HEAP_MOST ? limits->memory_bytes : CLH_HEAP_MOST;
    arena->heap_limit = heap > 64 * 1024 ? heap : 64 * 1024;
    arena->stack_limit = limits->stack_bytes < CLH_STACKS_MOST ? limits->stack_bytes : CLH_STACKS_MOST;
    // Fragmentation can cost twice the limit on top; over that, memory counts as used up.
    uint64_t objects = 3 * arena->heap_limit + CLH_VECTORS_LOW_END;
    uint64_t vectors = 3 * arena->heap_limit + 2 * arena->stack_limit + CLH_STACK_LARGEST + CLH_VECTORS_HIGH_START;
    arena->objects_end = objects < CLH_VECTORS_HIGH_START ? (uint32_t)objects : CLH_VECTORS_HIGH_START;
    arena->vectors_end = vectors < UINT32_MAX ? (uint32_t)vectors : UINT32_MAX;
    exec->now_microseconds = now_microseconds;
    exec->start_microseconds = now_microseconds;
    clh_seed_random(exec, seed);
    clh_hooks_install(exec, exec->lanes[0].thread);
    return exec;
}

void clh_drop(clh_exec *exec) {
    clh_lanes_free(exec);
    free(exec->result);
    free(exec->signal_text);
    free(exec->bytecode);
    free(exec->inputs);
    free(exec->parameters);
    clh_debug_free(exec);
#ifndef CLH_SANITIZED
    clh_region_give(exec->arena.base, exec->arena.objects.next, exec->arena.vectors.next);
#else
    clh_sanitized_free_all(exec);
    free(exec);
#endif
}

// Bytes below `next` when a hole from `hole_start` to `hole_end` is skipped.
static uint64_t touched(uint32_t next, uint32_t hole_start, uint32_t hole_end) {
    return next > hole_end ? (uint64_t)next - (hole_end - hole_start) : next;
}

void clh_usage_of(clh_exec *exec, clh_usage *usage) {
    const clh_arena *arena = &exec->arena;
    *usage = (clh_usage){.heap_bytes = arena->heap_bytes,
                         .heap_peak_bytes = arena->heap_peak,
                         .stack_bytes = arena->stack_bytes,
                         .resident_bytes = touched(arena->objects.next, CLH_VECTORS_LOW_START, CLH_VECTORS_LOW_END) +
                                           touched(arena->vectors.next, CLH_VECTORS_LOW_END, CLH_VECTORS_HIGH_START) -
                                           CLH_VECTORS_LOW_START,
                         .cpu_nanoseconds = exec->cpu_used,
                         .allocations = arena->allocations,
                         .trace_digest = arena->trace_digest};
}
