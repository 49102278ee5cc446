// Text of floats: the fewest digits that read back as the same value, laid out the same as FlowModel does.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { MOST_DIGITS = 17, SAFE_DIGITS = 15, QUICK_DECIMALS = 6, FIRST_EXPONENT = -4, LAST_EXPONENT = 15 };

// Significant digits, without zeros at either end, and the power of ten of the first.
typedef struct decimal {
    char digits[24];
    int count;
    int exponent;
} decimal;

static void trim(decimal *number) {
    while (number->count > 1 && number->digits[number->count - 1] == '0') number->count--;
}

static void set_integer(decimal *number, uint64_t value, int decimals) {
    char reversed[24];
    int count = 0;
    do {
        reversed[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (int i = 0; i < count; i++) number->digits[i] = reversed[count - 1 - i];
    number->count = count;
    number->exponent = count - 1 - decimals;
    trim(number);
}

// `value` rounded to `precision` digits.
static void round_to(decimal *number, double value, int precision) {
    char text[40];
    snprintf(text, sizeof text, "%.*e", precision - 1, value);
    number->digits[0] = text[0];
    if (precision > 1) memcpy(number->digits + 1, text + 2, (size_t)precision - 1);
    number->count = precision;
    number->exponent = atoi(text + precision + (precision > 1 ? 2 : 1));
}

static double read_back(const decimal *number) {
    char text[48];
    snprintf(text, sizeof text, "%.*se%d", number->count, number->digits, number->exponent - number->count + 1);
    return strtod(text, NULL);
}

// The next larger number of the same digit count; false where that needs one digit more.
static bool step_up(decimal *number) {
    for (int i = number->count; i-- > 0;) {
        if (number->digits[i] != '9') {
            number->digits[i]++;
            return true;
        }
        number->digits[i] = '0';
    }
    return false;
}

static bool find_quickly(decimal *number, double value) {
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    // The quotient of two exact numbers is rounded as a reader of the text would round it, and texts of up to 15
    // digits that differ never read back the same.
    for (int decimals = 0; decimals <= QUICK_DECIMALS; decimals++) {
        double scaled = value * powers[decimals];
        if (scaled >= 1e15) return false;
        if (scaled < 1 || scaled != floor(scaled) || scaled / powers[decimals] != value) continue;
        set_integer(number, (uint64_t)scaled, decimals);
        return true;
    }
    return false;
}

// For a positive value.
static void find_shortest(decimal *number, double value) {
    if (find_quickly(number, value)) return;
    int ignored;
    // At powers of two the numbers below are nearer than those above, so the nearest decimal may read as the one below
    // while the next decimal up reads back; numbers with fewer bits may need fewer digits than are safe for all.
    bool special = frexp(value, &ignored) == 0.5 || value < DBL_MIN;
    for (int precision = special ? 1 : SAFE_DIGITS; precision <= MOST_DIGITS; precision++) {
        round_to(number, value, precision);
        if (read_back(number) == value) break;
        decimal above = *number;
        if (special && step_up(&above) && read_back(&above) == value) {
            *number = above;
            break;
        }
    }
    trim(number);
}

static char *put(char *out, const char *bytes, int count) {
    memcpy(out, bytes, (size_t)count);
    return out + count;
}

static char *put_zeros(char *out, int count) {
    memset(out, '0', (size_t)count);
    return out + count;
}

int clh_write_float(char *out, double value) {
    char *start = out;
    if (signbit(value)) *out++ = '-';
    decimal number = {.digits = "0", .count = 1};
    if (value != 0) find_shortest(&number, fabs(value));
    int exponent = number.exponent;
    if (exponent < FIRST_EXPONENT || exponent > LAST_EXPONENT) {
        *out++ = number.digits[0];
        if (number.count > 1) {
            *out++ = '.';
            out = put(out, number.digits + 1, number.count - 1);
        }
        out += sprintf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
    } else if (exponent < 0) {
        out = put(out, "0.", 2);
        out = put_zeros(out, -exponent - 1);
        out = put(out, number.digits, number.count);
    } else {
        int whole = number.count < exponent + 1 ? number.count : exponent + 1;
        out = put(out, number.digits, whole);
        out = put_zeros(out, exponent + 1 - whole);
        *out++ = '.';
        out = number.count > whole ? put(out, number.digits + whole, number.count - whole) : put(out, "0", 1);
    }
    return (int)(out - start);
}
