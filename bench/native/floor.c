/*
 * The floor: the two calls of ServerlessRef.BenchFunction, PutItem and GetItem, in C with OpenSSL.
 * Speaks the Runtime API, verifies the certificate chain and the host name, signs with Signature Version 4, and does nothing else
 * that could be left out. It reads the few values it needs by looking for them: the bench sends no other shape of event.
 *
 * clang -O2 -o floor floor.c -lssl -lcrypto
 */
#define _GNU_SOURCE
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 64 * 1024, SMALL = 8 * 1024 };

struct connection {
    int socket;
    SSL *tls; /* NULL: plain text */
    char host[256];
    char port[16];
};

struct answer {
    int status;
    char head[BUFFER];
    char *body; /* inside head, ends with 0 */
    size_t length;
};

static const char *region, *key_id, *secret, *token, *table;
static SSL_CTX *tls_context;

static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static const char *setting(const char *name) {
    const char *value = getenv(name);
    if (value == NULL || *value == 0) {
        fail("The environment variable %s is not set.", name);
    }
    return value;
}

static void set_address(struct connection *connection, const char *address) {
    const char *colon = strrchr(address, ':');
    if (colon == NULL || (size_t)(colon - address) >= sizeof connection->host) {
        fail("%s is no HOST:PORT.", address);
    }
    memcpy(connection->host, address, colon - address);
    connection->host[colon - address] = 0;
    snprintf(connection->port, sizeof connection->port, "%s", colon + 1);
    connection->socket = -1;
    connection->tls = NULL;
}

static void open_connection(struct connection *connection, int secure) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found, *each;
    if (getaddrinfo(connection->host, connection->port, &hints, &found) != 0) {
        fail("%s has no address.", connection->host);
    }
    for (each = found; each != NULL; each = each->ai_next) {
        connection->socket = socket(each->ai_family, each->ai_socktype, 0);
        if (connection->socket >= 0 && connect(connection->socket, each->ai_addr, each->ai_addrlen) == 0) {
            break;
        }
        close(connection->socket);
        connection->socket = -1;
    }
    freeaddrinfo(found);
    if (connection->socket < 0) {
        fail("%s:%s cannot be reached.", connection->host, connection->port);
    }
    int on = 1;
    setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!secure) {
        return;
    }
    if (tls_context == NULL) {
        tls_context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(tls_context, SSL_VERIFY_PEER, NULL);
        /* Reads SSL_CERT_FILE and SSL_CERT_DIR, as .NET does. */
        SSL_CTX_set_default_verify_paths(tls_context);
    }
    connection->tls = SSL_new(tls_context);
    SSL_set_tlsext_host_name(connection->tls, connection->host);
    SSL_set1_host(connection->tls, connection->host);
    SSL_set_fd(connection->tls, connection->socket);
    if (SSL_connect(connection->tls) != 1) {
        fail("TLS with %s failed: %s", connection->host, X509_verify_cert_error_string(SSL_get_verify_result(connection->tls)));
    }
}

static void send_all(struct connection *connection, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = connection->tls ? SSL_write(connection->tls, bytes, length) : write(connection->socket, bytes, length);
        if (sent <= 0) {
            fail("The connection to %s is lost.", connection->host);
        }
        bytes += sent;
        length -= sent;
    }
}

static void receive(struct connection *connection, struct answer *answer) {
    size_t have = 0, wanted = 0;
    answer->body = NULL;
    while (answer->body == NULL || have < wanted) {
        if (have == BUFFER - 1) {
            fail("An answer is longer than %d bytes.", BUFFER);
        }
        ssize_t got = connection->tls ? SSL_read(connection->tls, answer->head + have, BUFFER - 1 - have)
                                      : read(connection->socket, answer->head + have, BUFFER - 1 - have);
        if (got <= 0) {
            if (have == 0) {
                exit(0); /* The host has ended. */
            }
            fail("The connection to %s is lost.", connection->host);
        }
        have += got;
        answer->head[have] = 0;
        char *end = answer->body ? NULL : strstr(answer->head, "\r\n\r\n");
        if (end != NULL) {
            char *length = strcasestr(answer->head, "\r\nContent-Length:");
            if (length == NULL || length > end) {
                fail("An answer has no Content-Length.");
            }
            answer->body = end + 4;
            answer->length = strtoul(length + 17, NULL, 10);
            wanted = answer->body - answer->head + answer->length;
            answer->status = atoi(answer->head + 9);
        }
    }
}

static void to_hex(const unsigned char *bytes, size_t length, char *text) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < length; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * length] = 0;
}

static void hash_hex(const char *text, size_t length, char *hex) {
    unsigned char digest[32];
    SHA256((const unsigned char *)text, length, digest);
    to_hex(digest, sizeof digest, hex);
}

static void keyed_hash(unsigned char *key, size_t key_length, const char *text) {
    unsigned char digest[32];
    unsigned length;
    HMAC(EVP_sha256(), key, key_length, (const unsigned char *)text, strlen(text), digest, &length);
    memcpy(key, digest, sizeof digest);
}

/* https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
static void call_table(struct connection *connection, const char *operation, const char *body, struct answer *answer) {
    static const char names[] = "content-type;host;x-amz-date;x-amz-security-token;x-amz-target";
    char date[17], day[9], body_hash[65], canonical[SMALL], canonical_hash[65], text[512], signature[65], request[2 * SMALL];
    unsigned char key[128];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(date, sizeof date, "%Y%m%dT%H%M%SZ", &utc);
    memcpy(day, date, 8);
    day[8] = 0;

    hash_hex(body, strlen(body), body_hash);
    int length = snprintf(canonical, sizeof canonical,
        "POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:%s:%s\nx-amz-date:%s\nx-amz-security-token:%s\nx-amz-target:DynamoDB_20120810.%s\n\n%s\n%s",
        connection->host, connection->port, date, token, operation, names, body_hash);
    hash_hex(canonical, length, canonical_hash);
    snprintf(text, sizeof text, "AWS4-HMAC-SHA256\n%s\n%s/%s/dynamodb/aws4_request\n%s", date, day, region, canonical_hash);

    size_t key_length = snprintf((char *)key, sizeof key, "AWS4%s", secret);
    keyed_hash(key, key_length, day);
    keyed_hash(key, 32, region);
    keyed_hash(key, 32, "dynamodb");
    keyed_hash(key, 32, "aws4_request");
    keyed_hash(key, 32, text);
    to_hex(key, 32, signature);

    length = snprintf(request, sizeof request,
        "POST / HTTP/1.1\r\nHost: %s:%s\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Date: %s\r\nX-Amz-Security-Token: %s\r\n"
        "X-Amz-Target: DynamoDB_20120810.%s\r\nAuthorization: AWS4-HMAC-SHA256 Credential=%s/%s/%s/dynamodb/aws4_request, SignedHeaders=%s, Signature=%s\r\n"
        "Content-Length: %zu\r\n\r\n%s",
        connection->host, connection->port, date, token, operation, key_id, day, region, names, signature, strlen(body), body);
    if (connection->socket < 0) {
        open_connection(connection, 1);
    }
    send_all(connection, request, length);
    receive(connection, answer);
    if (answer->status != 200) {
        fail("%s answered %d: %s", operation, answer->status, answer->body);
    }
}

/* Copies what stands between two marks. */
static void between(const char *text, const char *before, const char *after, char *value, size_t size) {
    const char *start = strstr(text, before);
    const char *end = start ? strstr(start + strlen(before), after) : NULL;
    start = start ? start + strlen(before) : NULL;
    if (end == NULL || (size_t)(end - start) >= size) {
        fail("There is no %s…%s in %s", before, after, text);
    }
    memcpy(value, start, end - start);
    value[end - start] = 0;
}

static void handle(struct connection *database, const char *event, char *reply, size_t size) {
    static struct answer answer;
    char id[256], title[256], seats[32], body[SMALL];
    /* The order is JSON inside a JSON string: its quotation marks are escaped, by the bench as \u0022. */
    between(event, "\\u0022id\\u0022:\\u0022", "\\u0022", id, sizeof id);
    between(event, "\\u0022title\\u0022:\\u0022", "\\u0022", title, sizeof title);
    between(event, "\\u0022seats\\u0022:", ",", seats, sizeof seats);

    snprintf(body, sizeof body,
        "{\"TableName\":\"%s\",\"Item\":{\"PK\":{\"S\":\"%s\"},\"SK\":{\"S\":\"META\"},\"title\":{\"S\":\"%s\"},\"seats\":{\"N\":\"%s\"}}}",
        table, id, title, seats);
    call_table(database, "PutItem", body, &answer);
    snprintf(body, sizeof body, "{\"TableName\":\"%s\",\"Key\":{\"PK\":{\"S\":\"%s\"},\"SK\":{\"S\":\"META\"}}}", table, id);
    call_table(database, "GetItem", body, &answer);
    between(answer.body, "\"PK\":{\"S\":\"", "\"", id, sizeof id);
    between(answer.body, "\"seats\":{\"N\":\"", "\"", seats, sizeof seats);
    snprintf(reply, size, "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"id\\\":\\\"%s\\\",\\\"seats\\\":%s}\"}", id, seats);
}

int main(void) {
    static struct connection runtime, database;
    static struct answer next, accepted;
    char request[SMALL], reply[SMALL], id[128];
    const char *url = setting("AWS_ENDPOINT_URL_DYNAMODB");
    region = setting("AWS_REGION");
    key_id = setting("AWS_ACCESS_KEY_ID");
    secret = setting("AWS_SECRET_ACCESS_KEY");
    token = setting("AWS_SESSION_TOKEN");
    table = setting("TABLE_NAME");
    if (strncmp(url, "https://", 8) != 0) {
        fail("%s is no https:// address.", url);
    }
    set_address(&runtime, setting("AWS_LAMBDA_RUNTIME_API"));
    set_address(&database, url + 8);
    open_connection(&runtime, 0);

    for (;;) {
        int length = snprintf(request, sizeof request, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s:%s\r\n\r\n", runtime.host, runtime.port);
        send_all(&runtime, request, length);
        receive(&runtime, &next);
        if (next.status != 200) {
            fail("The Runtime API answered %d.", next.status);
        }
        between(next.head, "Lambda-Runtime-Aws-Request-Id: ", "\r\n", id, sizeof id);
        handle(&database, next.body, reply, sizeof reply);
        length = snprintf(request, sizeof request,
            "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s:%s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
            id, runtime.host, runtime.port, strlen(reply), reply);
        send_all(&runtime, request, length);
        receive(&runtime, &accepted);
        if (accepted.status != 202) {
            fail("The Runtime API answered %d to an answer.", accepted.status);
        }
    }
}
