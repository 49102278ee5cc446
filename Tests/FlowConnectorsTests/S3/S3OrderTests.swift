import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct S3OrderTests {
    private let base: JSONObject = [
        "operation": "get", "bucket": "my.bucket", "key": "a b/ü+?.txt", "access_key": "AK", "secret_key": "s3cret",
    ]

    private func inputs(_ more: String) throws -> JSONObject {
        var inputs = base
        inputs.merge(try table(more))
        return try ConnectorInterface.s3.checked(.object(inputs))
    }

    @Test(arguments: [
        ("{}", "https://my.bucket.s3.us-east-1.amazonaws.com/a%20b/%C3%BC%2B%3F.txt"),
        (
            #"{"region": "eu-west-1", "path_style": true}"#,
            "https://s3.eu-west-1.amazonaws.com/my.bucket/a%20b/%C3%BC%2B%3F.txt"
        ),
        (#"{"endpoint": "http://Store.test:9000/"}"#, "http://store.test:9000/my.bucket/a%20b/%C3%BC%2B%3F.txt"),
        (#"{"endpoint": "http://store.test/x", "key": "//k/"}"#, "http://store.test/x/my.bucket///k/"),
        (
            #"{"endpoint": "https://store.test", "path_style": false, "key": "k"}"#, "https://my.bucket.store.test/k"
        ),
    ])
    func addresses(_ more: String, _ address: String) throws {
        let inputs = try inputs(more)
        #expect(try S3Order(inputs).address.text == address)
        #expect(S3Connector().host(of: inputs) == (try WebAddress(address).host))
    }

    @Test(arguments: [
        (#"{"bucket": "a/b"}"#, "InvalidInputError", "bucket must be a name"),
        (#"{"bucket": "a..b"}"#, "InvalidInputError", "bucket must be a name"),
        (#"{"key": null}"#, "MissingInputError", "'key' is missing; get needs it"),
        (#"{"key": ""}"#, "InvalidInputError", "1 to 1024 bytes"),
        (#"{"key": "a/../b"}"#, "InvalidInputError", "'.' or '..'"),
        (#"{"operation": "list"}"#, "InvalidInputError", "list takes prefix"),
        (#"{"operation": "put"}"#, "MissingInputError", "'content' is missing; put needs it"),
        (#"{"operation": "put", "content": "x", "json": 1}"#, "InvalidInputError", "only one of"),
        (#"{"operation": "put", "content": "x", "metadata": {"a b": 1}}"#, "InvalidInputError", "metadata must be"),
        (#"{"operation": "copy"}"#, "MissingInputError", "'source_key'"),
        (#"{"operation": "remove"}"#, "InvalidInputError", "operation must be one of"),
        (#"{"region": "a b"}"#, "InvalidInputError", "region must be a word"),
        (#"{"endpoint": "store"}"#, "InvalidInputError", "endpoint must begin with http"),
        (#"{"endpoint": "http://u:s3cret@store/"}"#, "InvalidInputError", "endpoint has credentials"),
        (#"{"access_key": "s3cret\n"}"#, "InvalidInputError", "access_key is empty, or has blanks"),
        (#"{"session_token": "s3cret\r\nX: y"}"#, "InvalidInputError", "session_token has blanks"),
        (#"{"secret_key": null}"#, "MissingInputError", "'secret_key'"),
        (#"{"keyy": "x"}"#, "ExtraInputError", "did you mean 'key'?"),
    ])
    func wrongInputs(_ more: String, _ type: String, _ text: String) throws {
        let error = #expect(throws: FlowError.self) { try S3Order(try inputs(more)) }
        #expect(error?.type == type && error?.message.contains(text) == true, "\(error?.message ?? "")")
        #expect(error?.message.hasPrefix("S3: ") == true && error?.message.contains("s3cret") == false)
    }

    @Test func listsAreRead() throws {
        let page = try S3Listing(
            Array(
                """
                <?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType>
                <IsTruncated>true</IsTruncated><NextContinuationToken>t=</NextContinuationToken>
                <Contents><Key>a+b%2Fc%0A</Key><ETag>&quot;e&quot;</ETag><Size>7</Size><LastModified>x</LastModified></Contents>
                <CommonPrefixes><Prefix>d%20/</Prefix></CommonPrefixes></ListBucketResult>
                """.utf8))
        #expect(page.entries == [["key": "a b/c\n", "etag": "e", "bytes": 7, "last_modified": "x"]])
        #expect(page.folders == ["d /"] && page.continuation == "t=")
        for text in [
            "<html/>", "", "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
            "<ListBucketResult><Contents/></ListBucketResult>",
        ] {
            #expect(throws: XMLFault.self) { try S3Listing(Array(text.utf8)) }
        }
    }
}
