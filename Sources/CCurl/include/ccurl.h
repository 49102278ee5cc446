// libcurl's settings and facts with a type each: its own functions take arguments of any type, which Swift cannot call.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <iconv.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *_Nullable value);
CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *_Nullable value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *_Nullable value);
// Copies what it is given.
CURLcode ccurl_set_bytes(CURL *handle, CURLoption option, const void *value, size_t count);

// What libcurl calls while it works, each with the context.
typedef struct {
    curl_write_callback body;
    curl_write_callback header;
    curl_read_callback read;
    curl_seek_callback seek;
    curl_debug_callback debug;
    curl_xferinfo_callback progress;
    curl_opensocket_callback open;
    curl_closesocket_callback close;
} ccurl_callbacks;

// The second context is for the sockets, which live longer than a transfer.
CURLcode ccurl_set_callbacks(CURL *handle, const ccurl_callbacks *callbacks, void *context, void *sockets);

CURLcode ccurl_number(CURL *handle, CURLINFO fact, long *value);
// The socket of a connection that CURLOPT_CONNECT_ONLY has made; CURL_SOCKET_BAD for none.
curl_socket_t ccurl_active_socket(CURL *handle);

// Writes the 4 or 16 bytes of an IP address, and gives their count; 0 for an address of another kind.
int ccurl_address_bytes(const struct curl_sockaddr *address, uint8_t bytes[_Nonnull 16]);
// A socket for the address that nobody inherits.
curl_socket_t ccurl_open_socket(const struct curl_sockaddr *address);

// A file in memory with that content, for what libcurl takes from files alone: a descriptor to be closed, -1 on failure.
int ccurl_memory_file(const void *content, size_t count);

#pragma clang assume_nonnull end

#endif
