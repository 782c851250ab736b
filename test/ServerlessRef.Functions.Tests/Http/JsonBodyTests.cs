using ServerlessRef.Domain;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Functions.Tests.Http;

public sealed class JsonBodyTests
{
    [Fact]
    public void A_flat_object_is_read_member_by_member()
    {
        var body = Accepted("""{"name":"Ada \u00e9 😀","size":3}""");
        Assert.Equal("Ada é 😀", body.Text("name"));
        Assert.Equal(3, body.WholeNumber("size"));
        Assert.True(body.Errors.None);
    }

    [Fact]
    public void A_body_may_come_as_base64() =>
        Assert.Equal("Ada", Accept(Requests.WithBody(Convert.ToBase64String("""{"name":"Ada"}"""u8), base64: true)).Text("name"));

    [Theory]
    [InlineData(null)]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    public void JSON_is_accepted_under_its_names(string? contentType) => Accept(Requests.WithBody("{}", contentType));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("")]
    public void Another_media_type_is_refused(string contentType) =>
        Assert.Equal("unsupported-media-type", Refused(Requests.WithBody("{}", contentType)).Type.Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{\"name\":\"Ada\"}}")]
    [InlineData("{\"name\":\"Ada\",}")]
    [InlineData("{'name':'Ada'}")]
    [InlineData("{name:1}")]
    [InlineData("{\"name\":NaN}")]
    [InlineData("{\"name\":\"a\nb\"}")]
    [InlineData("/* */{}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("<xml/>")]
    public void What_is_no_JSON_object_is_refused_as_the_body(string? body) =>
        Assert.Equal("body", Assert.Single(Refused(Requests.WithBody(body)).Errors).Field);

    [Fact]
    public void Deep_nesting_is_refused_as_the_body() =>
        Assert.Equal("body", Assert.Single(Refused(Requests.WithBody($"{{\"name\":{new string('[', 4000)}{new string(']', 4000)}}}")).Errors).Field);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_as_the_body() =>
        Assert.Equal("body", Assert.Single(Refused(Requests.WithBody(Convert.ToBase64String([(byte)'{', 0xC3, 0x28, (byte)'}']), base64: true)).Errors).Field);

    [Fact]
    public void Broken_base64_is_refused_as_the_body() =>
        Assert.Equal("body", Assert.Single(Refused(Requests.WithBody("***", base64: true)).Errors).Field);

    [Fact]
    public void The_largest_body_is_read() => Accept(Requests.WithBody("{}".PadRight(8192)));

    [Fact]
    public void A_larger_body_is_refused() => Assert.Equal(413, Refused(Requests.WithBody("{}".PadRight(8193))).Type.Status);

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[\"Ada\"]")]
    [InlineData("{\"a\":1}")]
    [InlineData("\"\\ud800\"")]
    public void What_is_no_text_is_named_by_its_field(string value) => Assert.Equal("name", FieldAtFault($$"""{"name":{{value}}}"""));

    [Theory]
    [InlineData("null")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    [InlineData("false")]
    public void What_is_no_whole_number_is_named_by_its_field(string value) => Assert.Equal("size", FieldAtFault($$"""{"size":{{value}}}"""));

    [Fact]
    public void An_unknown_member_is_named() => Assert.Equal("nmae", FieldAtFault("""{"nmae":"Ada"}"""));

    [Fact]
    public void A_member_in_another_letter_case_is_unknown() => Assert.Equal("Name", FieldAtFault("""{"Name":"Ada"}"""));

    [Fact]
    public void A_repeated_member_is_named_even_with_equal_values() => Assert.Equal("name", FieldAtFault("""{"name":"Ada","name":"Ada"}"""));

    [Fact]
    public void A_repeated_member_is_found_behind_an_escape() => Assert.Equal("name", FieldAtFault("""{"name":"Ada","n\u0061me":"Eve"}"""));

    [Fact]
    public void The_name_of_an_unknown_member_is_not_repeated_at_any_length() =>
        Assert.True(FieldAtFault($$"""{"{{new string('x', 5000)}}":1}""").Length < 50);

    private static string FieldAtFault(string json)
    {
        var body = Accepted(json);
        body.Text("name");
        body.WholeNumber("size");
        return Assert.Single(body.Errors.ToRefusal().Errors).Field;
    }

    private static JsonBody Accepted(string json) => Accept(Requests.WithBody(json));

    private static JsonBody Accept(ApiRequest request)
    {
        Assert.True(JsonBody.Read(request, "name", "size").TryGet(out var body, out _));
        return body;
    }

    private static Refusal Refused(ApiRequest request)
    {
        Assert.False(JsonBody.Read(request, "name", "size").TryGet(out _, out var refusal));
        return refusal;
    }
}
