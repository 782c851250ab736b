namespace ServerlessRef.Fuzz.Requests;

/// <summary>Values that have broken parsers before.</summary>
internal static class Hostile
{
    /// <summary>For any text: of a member, a name, a query parameter.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\t", "null", "undefined", "NaN", "true", "0", "-1", "'", "\"", "\\", "%", "%s%s%n", "${7*7}", "{{7*7}}", "a;b", "a\nb", "a\r\nSet-Cookie: a=b", "\0", "a\0b",
        "\u0001", "\u007f", "\u0085", "\u00a0", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffd", "\ufffe", "e\u0301", "ÅÅ", "İ", "ß", "ﷺ", "👩‍👩‍👧", "𝒳", "\U0010fffd",
        "EVENT#x", "JOB#x#META", "META", "../../etc/hosts", "..\\..\\x", "' OR '1'='1", "1; DROP TABLE events", "<b>x</b>", "__proto__", "constructor", "a@b", "a@@b.example", "@", "a@b.c\u0000",
    ];

    /// <summary>JSON where a text or number is expected, as written.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "[]", "{}", "[[]]", "{\"a\":{}}", "0", "-0", "-1", "1.5", "1e0", "1E2", "1e400", "-1e400", "1e-400", "0.1e1", "99999999999999999999", "123456789012345678901234567890",
        "9007199254740993", "2147483648", "-2147483649", "9223372036854775808", "01", "+1", ".5", "5.", "0x10", "NaN", "Infinity", "'a'", "a", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"",
        "\"\\u0000\"", "\"\\u202e\"", "\"\\x41\"", "\"\\", "\"unclosed", "\"\u0007\"", "[1,2", "{\"a\":1,}", "/* c */1", "\"a\" \"b\"",
    ];

    /// <summary>Parts of a path, percent-encoded where they must be.</summary>
    public static readonly string[] PathParts =
    [
        "x", "0", "-", "_", "%20", "%00", "%0d%0a", "%25", "%zz", "%", "%c0%af", "%e2%80%ae", "..", "%2e%2e", "%2f", "a%2fb", "a;b=c", "a,b", "*", "~", "null", "undefined",
        "evt_", "reg_", "job_", "evt_aaaaaaaaaaaaaaaaaaaaaaaaaa", "EVT_AAAAAAAAAAAAAAAAAAAAAAAAAA", "evt_AAAAAAAAAAAAAAAAAAAAAAAAAA", "evt_aaaaaaaaaaaaaaaaaaaaaaaaa%00",
        "EVENT%23x", "%F0%9F%98%80", "%ED%A0%80", "a%0aSet-Cookie:%20a=b",
    ];

    /// <summary>Queries, whole.</summary>
    public static readonly string[] Queries =
    [
        "limit=0", "limit=-1", "limit=101", "limit=100", "limit=1", "limit=", "limit", "limit=abc", "limit=1e2", "limit=1.0", "limit=%31", "limit=+5", "limit=%205", "limit=99999999999999999999",
        "limit=5&limit=6", "limit[]=5", "limit=5;limit=6", "LIMIT=5", "cursor=", "cursor", "cursor=AAAA", "cursor=%00", "cursor=%zz", "cursor=%7B%22PK%22%3A%22JOB%23x%22%7D", "cursor=a&cursor=b",
        "cursor={cursor}x", "cursor=x{cursor}", "cursor={cursor}&limit=1", "cursor={cursor}&cursor={cursor}", "unknown=1", "=", "&&&", "?", "a=%F0%9F%98%80", "a=%ED%A0%80", "%00=%00", "__proto__=1",
    ];

    /// <summary>Header lines that ask for something unusual. None is needed by any route.</summary>
    public static readonly string[] Headers =
    [
        "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: evil.example", "X-Original-URL: /v1/jobs/x", "X-Amzn-Trace-Id: Root=1-0-0", "x-api-key: guessed", "Accept: text/html",
        "Accept: application/xml;q=0.9", "Accept-Encoding: gzip, br", "Accept-Encoding: identity;q=0", "Range: bytes=0-0", "Range: bytes=99999-", "If-None-Match: *", "If-None-Match: \"x\", W/\"y\"", "If-None-Match: ,,,",
        "If-Match: \"x\"", "If-Modified-Since: yesterday", "Cookie: a=b; a=c", "Origin: https://evil.example", "Access-Control-Request-Method: DELETE", "Content-Encoding: gzip", "Cache-Control: no-cache", "Pragma: no-cache",
        "Expect: something", "TE: trailers", "Upgrade: websocket", "X-Empty:", "X-Latin: \u00e9\u00ff", "Forwarded: for=127.0.0.1;host=evil.example", "User-Agent: second/1.0",
    ];

    public static readonly string[] ContentTypes =
    [
        "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "APPLICATION/JSON", "application/json;", "application/problem+json",
        "application/json, text/plain", "*/*", "json", " ", "application/jsonx",
    ];

    public static readonly string[] Methods = ["PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "GET", "POST", "DELETE", "get", "FUZZ"];
}
