#include "CSchema.h"

#include "adapter.hpp"
#include "bounds.hpp"
#include "checker.hpp"
#include "patterns.hpp"

#include <algorithm>
#include <cstring>
#include <pthread.h>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>

using namespace draft7;

struct cschema {
    std::vector<uint8_t> bytes;
    Value document;
    Patterns patterns;
    valijson::Schema parsed;
    const valijson::Subschema *root = nullptr;
};

namespace {

// valijson's parser recurses once for each subschema that another leads to; only address space is reserved.
constexpr size_t parserStack = 256 << 20;

bool addPatterns(cschema &schema, std::string &reason) {
    const Value *definitions = schema.document.find("definitions");
    if (!definitions || !definitions->is(Value::Kind::object)) return true;
    for (const Value &definition : definitions->items) {
        const Value *pattern = definition.find("pattern");
        if (pattern && !schema.patterns.add(pattern->text, reason)) return false;
        const Value *properties = definition.find("patternProperties");
        if (!properties) continue;
        for (const auto name : properties->names) {
            if (!schema.patterns.add(name, reason)) return false;
        }
    }
    return true;
}

struct Compilation {
    const uint8_t *bytes;
    size_t count;
    std::unique_ptr<cschema> schema;
    std::string reason;
};

void compile(Compilation &work) {
    try {
        auto schema = std::make_unique<cschema>();
        schema->bytes.assign(work.bytes, work.bytes + work.count);
        auto document = decode(schema->bytes.data(), schema->bytes.size());
        if (!document) {
            work.reason = "the bytes of the schema are damaged";
            return;
        }
        schema->document = std::move(*document);
        if (!addPatterns(*schema, work.reason)) return;
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        addBounds(parser);
        // Without functions to fetch documents, the parser refuses to leave this one.
        parser.populateSchema(ValueAdapter(schema->document), schema->parsed);
        schema->root = schema->parsed.root();
        work.schema = std::move(schema);
    } catch (const std::exception &error) {
        work.reason = error.what();
    } catch (...) {
        work.reason = "the parser failed";
    }
}

void *compileOnThread(void *work) {
    compile(*static_cast<Compilation *>(work));
    return nullptr;
}

bool runOnThread(Compilation &work) {
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) return false;
    const bool isStarted = pthread_attr_setstacksize(&attributes, parserStack) == 0 &&
        pthread_create(&thread, &attributes, compileOnThread, &work) == 0;
    pthread_attr_destroy(&attributes);
    return isStarted && pthread_join(thread, nullptr) == 0;
}

void copy(const std::string &text, char *message, size_t capacity) {
    if (capacity == 0) return;
    const size_t count = std::min(text.size(), capacity - 1);
    std::memcpy(message, text.data(), count);
    message[count] = 0;
}

}  // namespace

extern "C" {

cschema *cschema_compile(const uint8_t *schema, size_t count, char *message, size_t capacity) {
    Compilation work{schema, count, nullptr, ""};
    if (!runOnThread(work)) {
        copy("there is no memory for a thread", message, capacity);
        return nullptr;
    }
    if (!work.schema) copy(work.reason, message, capacity);
    return work.schema.release();
}

void cschema_free(cschema *schema) { delete schema; }

cschema_outcome cschema_validate(
    const cschema *schema, const uint8_t *bytes, size_t count, uint64_t steps, void *context, cschema_fault report)
{
    try {
        const auto value = decode(bytes, count);
        if (!value) return CSCHEMA_FAILED;
        Check check{schema->patterns, steps};
        const Place whole;
        std::vector<Fault> faults;
        if (Checker(check, *value, whole, &faults).fits(*schema->root)) return CSCHEMA_FITS;
        for (const Fault &fault : faults) {
            report(context, fault.pointer.data(), fault.pointer.size(), fault.message.data(), fault.message.size());
        }
        return CSCHEMA_HAS_FAULTS;
    } catch (const TooComplex &) {
        return CSCHEMA_TOO_COMPLEX;
    } catch (const TooLarge &) {
        return CSCHEMA_TOO_COMPLEX;
    } catch (...) {
        return CSCHEMA_FAILED;
    }
}

bool cschema_check_pattern(const char *pattern, size_t count, char *message, size_t capacity) {
    try {
        Patterns patterns;
        std::string reason;
        if (patterns.add(std::string_view(pattern, count), reason)) return true;
        copy(reason, message, capacity);
    } catch (...) {
        copy("there is no memory for it", message, capacity);
    }
    return false;
}
}
