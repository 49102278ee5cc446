// Bounds and divisors that stay exact: valijson keeps those of its own as floats, or needs whole numbers for both sides.
#pragma once

#include "value.hpp"

#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema_parser.hpp>

namespace draft7 {

class Bound : public valijson::constraints::PolyConstraint {
public:
    enum class Kind { maximum, exclusiveMaximum, minimum, exclusiveMinimum, multipleOf };

    Bound(Kind kind, const valijson::adapters::Adapter &limit);

    bool allows(const Value &number) const;

    // What is allowed, to follow the word "expected".
    std::string expectation() const;

    bool validate(
        const valijson::adapters::Adapter &, const std::vector<std::string> &,
        valijson::ValidationResults *) const override {
        return true;
    }

private:
    Kind kind;
    Value limit;

    valijson::constraints::Constraint *cloneInto(void *memory) const override { return new (memory) Bound(*this); }
    size_t sizeOf() const override { return sizeof(Bound); }
};

// Makes a parser read bounds under names of our own, which the Swift side puts into the place of draft 7's.
void addBounds(valijson::SchemaParser &parser);

}  // namespace draft7
