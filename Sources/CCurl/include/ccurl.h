// libcurl's settings and facts with a type each: its own functions take arguments of any type, which Swift cannot call.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

#pragma clang assume_nonnull begin

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *_Nullable value);
CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *_Nullable value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *_Nullable value);

CURLcode ccurl_number(CURL *handle, CURLINFO fact, long *value);

#pragma clang assume_nonnull end

#endif
