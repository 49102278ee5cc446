// Regular expressions that take linear time and little stack, whatever the pattern and the text: RE2, not std::regex.
#pragma once

#include "value.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace draft7 {

// The patterns of one schema, each compiled once.
class Patterns {
public:
    Patterns();
    ~Patterns();
    Patterns(Patterns &&) noexcept;
    Patterns &operator=(Patterns &&) noexcept;

    // Compiles a pattern; false, with the reason, when it cannot be.
    bool add(std::string_view pattern, std::string &reason);

    // Tells whether the pattern is found in the text; what that takes lowers `steps`, which ends at zero.
    bool finds(std::string_view pattern, std::string_view text, uint64_t &steps) const;

private:
    std::map<std::string, std::unique_ptr<re2::RE2>, std::less<>> compiled;
};

}  // namespace draft7
