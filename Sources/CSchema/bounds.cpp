#include "bounds.hpp"

#include <memory>

namespace draft7 {

namespace {

class BoundBuilder : public valijson::ConstraintBuilder {
public:
    explicit BoundBuilder(Bound::Kind kind) : kind(kind) {}

    valijson::constraints::Constraint *make(const valijson::adapters::Adapter &limit) const override {
        return new Bound(kind, limit);
    }

private:
    Bound::Kind kind;
};

}  // namespace

Bound::Bound(Kind kind, const valijson::adapters::Adapter &limit) : kind(kind) {
    this->limit.kind = Value::Kind::integer;
    if (!limit.getInteger(this->limit.integer)) {
        this->limit.kind = Value::Kind::number;
        limit.getDouble(this->limit.number);
    }
}

bool Bound::allows(const Value &number) const {
    switch (kind) {
    case Kind::maximum: return compareNumbers(number, limit) <= 0;
    case Kind::exclusiveMaximum: return compareNumbers(number, limit) < 0;
    case Kind::minimum: return compareNumbers(number, limit) >= 0;
    case Kind::exclusiveMinimum: return compareNumbers(number, limit) > 0;
    case Kind::multipleOf: return isMultiple(number, limit);
    }
    return false;
}

std::string Bound::expectation() const {
    // "the integer 5" is said of a value, "5" of a limit.
    const std::string text = limit.description();
    const std::string figure = text.substr(text.rfind(' ') + 1);
    switch (kind) {
    case Kind::maximum: return "at most " + figure;
    case Kind::exclusiveMaximum: return "less than " + figure;
    case Kind::minimum: return "at least " + figure;
    case Kind::exclusiveMinimum: return "more than " + figure;
    case Kind::multipleOf: return "a multiple of " + figure;
    }
    return "";
}

void addBounds(valijson::SchemaParser &parser) {
    const std::pair<const char *, Bound::Kind> names[] = {
        {"$maximum", Bound::Kind::maximum},
        {"$exclusiveMaximum", Bound::Kind::exclusiveMaximum},
        {"$minimum", Bound::Kind::minimum},
        {"$exclusiveMinimum", Bound::Kind::exclusiveMinimum},
        {"$multipleOf", Bound::Kind::multipleOf},
    };
    for (const auto &[name, kind] : names) {
        auto builder = std::make_unique<BoundBuilder>(kind);
        parser.addConstraintBuilder(name, builder.get());
        builder.release();
    }
}

}  // namespace draft7
