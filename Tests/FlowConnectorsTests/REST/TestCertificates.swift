import Foundation
import NIOSSL

/// Certificates that are made for a test run: an authority, and what it signed.
struct TestCertificates: Sendable {
    let folder: TemporaryFolder

    /// Makes them with the command openssl.
    init() throws {
        folder = try TemporaryFolder()
        try folder.write("subjectAltName=IP:127.0.0.1,DNS:localhost", to: "right.cnf")
        try folder.write("subjectAltName=DNS:elsewhere.test", to: "other.cnf")
        try run(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test-authority -keyout ca.key -out ca.pem"
        )
        for (name, extensions) in [("right", "right.cnf"), ("other", "other.cnf"), ("client", "other.cnf")] {
            try run(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(name) -keyout \(name).key -out \(name).csr"
            )
            try run(
                "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile \(extensions) -out \(name).pem"
            )
        }
    }

    static let shared = Result { try TestCertificates() }

    func pem(_ name: String) throws -> String { try folder.text(name) }

    /// How a server with one of the certificates speaks TLS.
    func server(_ name: String, wantsClient: Bool = false) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(folder.file("\(name).pem")).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: folder.file("\(name).key"), format: .pem)))
        if wantsClient {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .file(folder.file("ca.pem"))
        }
        return try NIOSSLContext(configuration: configuration)
    }

    private func run(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
    }
}
