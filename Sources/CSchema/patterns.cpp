#include "patterns.hpp"

#include <algorithm>
#include <re2/re2.h>

namespace draft7 {

namespace {

constexpr size_t longestPattern = 1000;
constexpr int64_t mostMemory = 1 << 20;
// Without the memory for its fast engine, RE2 looks at each instruction for each byte.
constexpr uint64_t instructionsAStep = 32;

bool isHex(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

// What ECMA 262 writes otherwise than RE2: `\u1234` and `\cA`.
std::string translated(std::string_view pattern) {
    std::string result;
    for (size_t index = 0; index < pattern.size(); index++) {
        const auto rest = pattern.substr(index);
        if (rest[0] != '\\' || rest.size() < 2) {
            result += rest[0];
        } else if (rest[1] == 'u' && rest.size() >= 6 && std::all_of(rest.begin() + 2, rest.begin() + 6, isHex)) {
            result += "\\x{" + std::string(rest.substr(2, 4)) + "}";
            index += 5;
        } else if (rest[1] == 'c' && rest.size() >= 3 && ((rest[2] | 32) >= 'a' && (rest[2] | 32) <= 'z')) {
            const char digits[] = "0123456789abcdef";
            const int code = rest[2] & 31;
            result += std::string("\\x") + digits[code >> 4] + digits[code & 15];
            index += 2;
        } else {
            result += rest.substr(0, 2);
            index++;
        }
    }
    return result;
}

std::unique_ptr<re2::RE2> compile(std::string_view pattern, std::string &reason) {
    if (pattern.size() > longestPattern) {
        reason = "the pattern is longer than " + std::to_string(longestPattern) + " bytes";
        return nullptr;
    }
    if (pattern.find('\0') != std::string_view::npos) {
        reason = "the pattern holds a zero byte";
        return nullptr;
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(mostMemory);
    auto compiled = std::make_unique<re2::RE2>(translated(pattern), options);
    if (compiled->ok()) return compiled;
    reason = compiled->error();
    const bool looksAround = pattern.find("(?=") != std::string_view::npos ||
        pattern.find("(?!") != std::string_view::npos || pattern.find("(?<") != std::string_view::npos;
    if (looksAround) reason += "; looking ahead or behind and named groups are not supported";
    return nullptr;
}

}  // namespace

Patterns::Patterns() = default;
Patterns::~Patterns() = default;
Patterns::Patterns(Patterns &&) noexcept = default;
Patterns &Patterns::operator=(Patterns &&) noexcept = default;

bool Patterns::add(std::string_view pattern, std::string &reason) {
    if (compiled.find(pattern) != compiled.end()) return true;
    auto made = compile(pattern, reason);
    if (!made) return false;
    compiled.emplace(std::string(pattern), std::move(made));
    return true;
}

bool Patterns::finds(std::string_view pattern, std::string_view text, uint64_t &steps) const {
    const auto found = compiled.find(pattern);
    if (found == compiled.end()) return false;
    const auto size = static_cast<uint64_t>(std::max(found->second->ProgramSize(), 1));
    const uint64_t cost = 1 + size * text.size() / instructionsAStep;
    if (cost > steps) {
        steps = 0;
        return false;
    }
    steps -= cost;
    return found->second->Match(
        re2::StringPiece(text.data(), text.size()), 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace draft7
