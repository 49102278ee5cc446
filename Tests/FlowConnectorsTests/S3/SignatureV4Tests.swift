import Testing

@testable import FlowConnectors

/// The examples that the description of the algorithm gives for S3.
@Suite struct SignatureV4Tests {
    private let signer = SignatureV4(
        accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", sessionToken: nil,
        region: "us-east-1", service: "s3")
    /// 24 May 2013, 0:00 UTC.
    private let time = 1_369_353_600

    @Test(arguments: [
        (
            "GET", "/test.txt", [("Range", "bytes=0-9")], "",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        ),
        (
            "PUT", "/test%24file.text",
            [("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
            "Welcome to Amazon S3.", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        ),
        ("GET", "/?lifecycle", [], "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        ("GET", "/?max-keys=2&prefix=J", [], "", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
        ("GET", "/?prefix=J&max-keys=2", [], "", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ])
    func signsHeaders(
        _ method: String, _ path: String, _ headers: [(String, String)], _ body: String, _ signature: String
    ) throws {
        let address = try WebAddress("https://examplebucket.s3.amazonaws.com\(path)")
        let signed = signer.headers(
            method, address, headers.map { (name: $0.0, value: $0.1) }, payload: SignatureV4.hash(Array(body.utf8)),
            at: time)
        let line = try #require(signed.last { $0.name == "Authorization" }?.value)
        #expect(line.hasSuffix(",Signature=\(signature)"), "\(line)")
        #expect(line.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"))
        #expect(signed.first { $0.name == "x-amz-date" }?.value == "20130524T000000Z")
    }

    @Test func signsAddresses() throws {
        let address = try WebAddress("https://examplebucket.s3.amazonaws.com/test.txt")
        let signed = signer.presigned("GET", address, seconds: 86_400, at: time)
        #expect(
            signed.text
                == "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
        )
    }
}
