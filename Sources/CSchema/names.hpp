// Names in messages, and texts of valijson's own kinds.
#pragma once

#include <string>
#include <string_view>

namespace draft7 {

template <typename Text> std::string_view view(const Text &text) { return {text.data(), text.size()}; }

// Names come from values as well as from schemas, and may be long.
inline std::string quoted(std::string_view name) {
    constexpr size_t most = 100;
    if (name.size() <= most) return "'" + std::string(name) + "'";
    size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) cut--;
    return "'" + std::string(name.substr(0, cut)) + "...'";
}

}  // namespace draft7
