#include "formats.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <string>

namespace draft7 {

namespace {

bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }
bool isLetter(char letter) { return (letter | 32) >= 'a' && (letter | 32) <= 'z'; }
bool isHex(char letter) { return isDigit(letter) || ((letter | 32) >= 'a' && (letter | 32) <= 'f'); }

// Reads a text from its beginning; once something was missing, nothing more is read.
struct Reader {
    std::string_view rest;
    bool isRight = true;

    int number(size_t digits) {
        if (!isRight || rest.size() < digits || !std::all_of(rest.begin(), rest.begin() + digits, isDigit)) {
            isRight = false;
            return 0;
        }
        int value = 0;
        for (size_t index = 0; index < digits; index++) value = value * 10 + (rest[index] - '0');
        rest.remove_prefix(digits);
        return value;
    }

    void letter(std::string_view choices) {
        if (!isRight || rest.empty() || choices.find(rest[0]) == std::string_view::npos) {
            isRight = false;
            return;
        }
        rest.remove_prefix(1);
    }

    bool isAt(char letter) const { return !rest.empty() && rest[0] == letter; }
};

void readDate(Reader &reader) {
    const int year = reader.number(4);
    reader.letter("-");
    const int month = reader.number(2);
    reader.letter("-");
    const int day = reader.number(2);
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int days[] = {31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    reader.isRight = reader.isRight && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

void readTime(Reader &reader) {
    const int hour = reader.number(2);
    reader.letter(":");
    const int minute = reader.number(2);
    reader.letter(":");
    const int second = reader.number(2);
    if (reader.isAt('.')) {
        reader.letter(".");
        reader.number(1);
        while (reader.isRight && !reader.rest.empty() && isDigit(reader.rest[0])) reader.rest.remove_prefix(1);
    }
    int offset = 0;
    if (reader.isAt('+') || reader.isAt('-')) {
        const int direction = reader.isAt('-') ? -1 : 1;
        reader.letter("+-");
        const int hours = reader.number(2);
        reader.letter(":");
        const int minutes = reader.number(2);
        reader.isRight = reader.isRight && hours <= 23 && minutes <= 59;
        offset = direction * (hours * 60 + minutes);
    } else {
        reader.letter("zZ");
    }
    // A leap second comes at the end of a day of UTC only.
    const bool isLastMinute = ((hour * 60 + minute - offset) % 1440 + 1440) % 1440 == 1439;
    reader.isRight = reader.isRight && hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && isLastMinute));
}

bool isHostname(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    size_t start = 0;
    for (size_t index = 0; index <= text.size(); index++) {
        if (index < text.size() && text[index] != '.') {
            if (!isLetter(text[index]) && !isDigit(text[index]) && text[index] != '-') return false;
            continue;
        }
        const auto label = text.substr(start, index - start);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        start = index + 1;
    }
    return true;
}

bool isEmail(std::string_view text) {
    const size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    const auto name = text.substr(0, at), host = text.substr(at + 1);
    if (name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos) return false;
    const bool isPlain = std::all_of(name.begin(), name.end(), [](char letter) {
        return isLetter(letter) || isDigit(letter) ||
            std::string_view("!#$%&'*+-/=?^_`{|}~.").find(letter) != std::string_view::npos;
    });
    return isPlain && isHostname(host);
}

bool isAddress(int family, std::string_view text) {
    unsigned char bytes[sizeof(in6_addr)];
    return text.size() < 64 && text.find('\0') == std::string_view::npos &&
        inet_pton(family, std::string(text).c_str(), bytes) == 1;
}

bool isPointer(std::string_view text) {
    if (text.empty()) return true;
    if (text[0] != '/') return false;
    for (size_t index = 0; index < text.size(); index++) {
        if (text[index] != '~') continue;
        if (index + 1 == text.size() || (text[index + 1] != '0' && text[index + 1] != '1')) return false;
    }
    return true;
}

bool isUUID(std::string_view text) {
    if (text.size() != 36) return false;
    for (size_t index = 0; index < text.size(); index++) {
        const bool isDash = index == 8 || index == 13 || index == 18 || index == 23;
        if (isDash ? text[index] != '-' : !isHex(text[index])) return false;
    }
    return true;
}

}  // namespace

bool hasFormat(std::string_view format, std::string_view text) {
    Reader reader{text};
    if (format == "date") {
        readDate(reader);
        return reader.isRight && reader.rest.empty();
    }
    if (format == "time") {
        readTime(reader);
        return reader.isRight && reader.rest.empty();
    }
    if (format == "date-time") {
        readDate(reader);
        reader.letter("tT");
        readTime(reader);
        return reader.isRight && reader.rest.empty();
    }
    if (format == "email") return isEmail(text);
    if (format == "hostname") return isHostname(text);
    if (format == "ipv4") return isAddress(AF_INET, text);
    if (format == "ipv6") return isAddress(AF_INET6, text);
    if (format == "json-pointer") return isPointer(text);
    if (format == "uuid") return isUUID(text);
    return true;
}

}  // namespace draft7
