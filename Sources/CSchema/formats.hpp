// The formats that are checked; texts of any other fit.
#pragma once

#include <string_view>

namespace draft7 {

// Tells whether a text has a format; true for formats that are not known.
bool hasFormat(std::string_view format, std::string_view text);

}  // namespace draft7
