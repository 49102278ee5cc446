#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "ccurl.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_bytes(CURL *handle, CURLoption option, const void *value, size_t count) {
    struct curl_blob blob = {.data = (void *)value, .len = count, .flags = CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

CURLcode ccurl_set_callbacks(CURL *handle, const ccurl_callbacks *callbacks, void *context, void *sockets) {
    CURLcode codes[] = {
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callbacks->body),
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, context),
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callbacks->header),
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, context),
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, callbacks->read),
        curl_easy_setopt(handle, CURLOPT_READDATA, context),
        curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, callbacks->seek),
        curl_easy_setopt(handle, CURLOPT_SEEKDATA, context),
        curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callbacks->debug),
        curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context),
        curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L),
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, callbacks->progress),
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context),
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L),
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callbacks->open),
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, sockets),
        curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, callbacks->close),
        curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, sockets),
    };
    for (size_t index = 0; index < sizeof codes / sizeof *codes; index++) {
        if (codes[index] != CURLE_OK) return codes[index];
    }
    return CURLE_OK;
}

CURLcode ccurl_number(CURL *handle, CURLINFO fact, long *value) { return curl_easy_getinfo(handle, fact, value); }

curl_socket_t ccurl_active_socket(CURL *handle) {
    curl_socket_t found = CURL_SOCKET_BAD;
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &found) == CURLE_OK ? found : CURL_SOCKET_BAD;
}

int ccurl_address_bytes(const struct curl_sockaddr *address, uint8_t bytes[16]) {
    if (address->family == AF_INET) {
        memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}

curl_socket_t ccurl_open_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int ccurl_memory_file(const void *content, size_t count) {
    int file = memfd_create("moonflow", MFD_CLOEXEC);
    size_t done = 0;
    while (file >= 0 && done < count) {
        ssize_t written = write(file, (const char *)content + done, count - done);
        if (written <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)written;
    }
    return file;
}
