// Checks a value against valijson's constraints, with bounded work and faults that name their place.
#pragma once

#include "patterns.hpp"
#include "value.hpp"

#include <string>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/constraints/constraint_visitor.hpp>
#include <vector>

namespace draft7 {

// Thrown when steps or depth do not suffice; never leaves the C face.
struct TooComplex {};

struct Fault {
    std::string pointer;
    std::string message;
};

// What all checkers of one validation share.
struct Check {
    const Patterns &patterns;
    uint64_t steps;
    unsigned depth = 0;

    void spend(uint64_t count) {
        if (count >= steps) throw TooComplex{};
        steps -= count;
    }
    int compare(const Value &left, const Value &right);
    bool finds(std::string_view pattern, std::string_view text);
};

// Where a value is in the whole.
struct Place {
    const Place *parent = nullptr;
    std::string_view name;
    size_t index = 0;
    bool isElement = false;

    std::string pointer() const;
};

class Checker : public valijson::constraints::ConstraintVisitor {
public:
    // Without `faults`, checking ends at the first one.
    Checker(Check &check, const Value &value, const Place &place, std::vector<Fault> *faults)
        : check(check), value(value), place(place), faults(faults) {}

    bool fits(const valijson::Subschema &schema);

    bool visit(const AllOfConstraint &) override;
    bool visit(const AnyOfConstraint &) override;
    bool visit(const ConditionalConstraint &) override;
    bool visit(const ConstConstraint &) override;
    bool visit(const ContainsConstraint &) override;
    bool visit(const DependenciesConstraint &) override;
    bool visit(const EnumConstraint &) override;
    bool visit(const FormatConstraint &) override;
    bool visit(const LinearItemsConstraint &) override;
    bool visit(const MaximumConstraint &) override { return true; }
    bool visit(const MaxItemsConstraint &) override;
    bool visit(const MaxLengthConstraint &) override;
    bool visit(const MaxPropertiesConstraint &) override;
    bool visit(const MinimumConstraint &) override { return true; }
    bool visit(const MinItemsConstraint &) override;
    bool visit(const MinLengthConstraint &) override;
    bool visit(const MinPropertiesConstraint &) override;
    bool visit(const MultipleOfDoubleConstraint &) override { return true; }
    bool visit(const MultipleOfIntConstraint &) override { return true; }
    bool visit(const NotConstraint &) override;
    bool visit(const OneOfConstraint &) override;
    bool visit(const PatternConstraint &) override;
    bool visit(const PolyConstraint &) override;
    bool visit(const PropertiesConstraint &) override;
    bool visit(const PropertyNamesConstraint &) override;
    bool visit(const RequiredConstraint &) override;
    bool visit(const SingularItemsConstraint &) override;
    bool visit(const TypeConstraint &) override;
    bool visit(const UniqueItemsConstraint &) override;

private:
    Check &check;
    const Value &value;
    const Place &place;
    std::vector<Fault> *const faults;

    // Notes a fault of this value, and is false.
    bool fault(const std::string &message);
    bool expected(const std::string &what);
    bool isLength(size_t length, bool isRight, const std::string &limit, const char *one, const char *many);
    // Checks a child, whose faults are reported as the child's own.
    bool childFits(const Value &child, const Place &where, const valijson::Subschema &schema);
    // Checks this value without reporting; `first` is the fault that says most.
    bool quietlyFits(const valijson::Subschema &schema, std::vector<Fault> *tried = nullptr);
    bool hasEnough() const;
    size_t length() const;
    std::string closest(const std::vector<Fault> &tried) const;
};

}  // namespace draft7
