// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "moonflow",
    products: [
        .library(name: "LuaHost", targets: ["LuaHost"]),
        .library(name: "FlowModel", targets: ["FlowModel"]),
        .library(name: "FlowSchema", targets: ["FlowSchema"]),
        .library(name: "FlowEngine", targets: ["FlowEngine"]),
        .library(name: "FlowConnectors", targets: ["FlowConnectors"]),
        .library(name: "FlowStore", targets: ["FlowStore"]),
        .library(name: "FlowStoreSQLite", targets: ["FlowStoreSQLite"]),
        .library(name: "FlowVault", targets: ["FlowVault"]),
        .library(name: "FlowTestKit", targets: ["FlowTestKit"]),
        .executable(name: "moonflow", targets: ["moonflow"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // MARK: Layer 0: C
        .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
        .target(
            name: "CLuaHost",
            dependencies: ["CLua"],
            cSettings: [.define("_GNU_SOURCE")]
        ),
        .target(name: "CStdlib"),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),
        // Functions of C libraries that Swift cannot call.
        .target(name: "CConnectors", linkerSettings: [.linkedLibrary("sqlite3")]),
        // The interface of libcurl takes arguments of any type, which Swift cannot call.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(
            name: "CSchema",
            cxxSettings: [.define("VALIJSON_USE_EXCEPTIONS", to: "1")],
            linkerSettings: [.linkedLibrary("re2")]
        ),

        // MARK: Layer 1: pure
        .target(name: "FlowModel"),

        // MARK: Layer 2: the script host
        .target(name: "LuaHost", dependencies: ["CLuaHost", "FlowModel"]),
        .target(name: "FlowSchema", dependencies: ["CSchema", "FlowModel"]),

        // MARK: Layer 3: stores
        .target(name: "FlowStore", dependencies: ["FlowModel"]),
        .target(
            name: "FlowStoreSQLite",
            dependencies: ["FlowModel", "FlowStore", .product(name: "GRDB", package: "GRDB.swift")]),

        // MARK: Layer 4: the engine
        .target(name: "FlowEngine", dependencies: ["CStdlib", "FlowModel", "FlowSchema", "FlowStore", "LuaHost"]),

        // MARK: Layer 5: connectors
        // What it depends on takes minutes to build: no target below may wait for it.
        .target(
            name: "FlowConnectors",
            dependencies: [
                "CConnectors", "CCurl", "CLDAP", "CPostgreSQL", "FlowModel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),

        // What only a key opens.
        .target(
            name: "FlowVault",
            dependencies: ["FlowModel", "FlowStore", .product(name: "Crypto", package: "swift-crypto")]),

        // What stays of records outside of the store.
        .target(
            name: "FlowGit",
            dependencies: [
                "FlowEngine", "FlowModel", "FlowStore", .product(name: "Subprocess", package: "swift-subprocess"),
            ]),

        // MARK: The test kit
        .target(name: "FlowTestKit", dependencies: ["FlowEngine", "FlowModel", "FlowStore", "LuaHost"]),

        // MARK: Layer 7: the command line
        .target(
            name: "FlowCommands",
            dependencies: [
                "FlowConnectors", "FlowEngine", "FlowGit", "FlowModel", "FlowStore", "FlowStoreSQLite", "FlowTestKit",
                "FlowVault", "LuaHost", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "moonflow", dependencies: ["FlowCommands"]),

        // MARK: Tests
        .testTarget(name: "FlowModelTests", dependencies: ["FlowModel"]),
        .testTarget(
            name: "LuaHostTests", dependencies: ["CLuaHost", "FlowModel", "LuaHost"],
            exclude: ["Determinism", "Hostile", "Official"]),
        .testTarget(name: "FlowSchemaTests", dependencies: ["FlowModel", "FlowSchema"]),
        .testTarget(
            name: "FlowEngineTests",
            dependencies: [
                "FlowConnectors", "FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "LuaHost", "OutsideWorld",
            ]),
        .testTarget(
            name: "FlowConnectorsTests",
            dependencies: [
                "FlowConnectors", "FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "FlowVault", "LuaHost",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Flows"]),
        .testTarget(
            name: "FlowGitTests",
            dependencies: ["FlowEngine", "FlowGit", "FlowModel", "FlowStore", "FlowStoreSQLite", "LuaHost"]),
        .testTarget(
            name: "FlowTestKitTests",
            dependencies: ["FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "FlowTestKit", "LuaHost"]),
        .testTarget(
            name: "FlowVaultTests",
            dependencies: ["FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "FlowVault", "LuaHost"]),
        .testTarget(name: "FlowStoreTests", dependencies: ["FlowModel", "FlowStore", "FlowStoreSQLite"]),
        .testTarget(
            name: "FlowStoreSQLiteTests",
            dependencies: ["FlowModel", "FlowStore", "FlowStoreSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
        // What flows act on: in the tests, and for processes that are killed.
        .target(name: "OutsideWorld", dependencies: ["FlowModel"], path: "Tests/OutsideWorld"),
        .executableTarget(
            name: "crash-kit",
            dependencies: [
                "FlowConnectors", "FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "LuaHost", "OutsideWorld",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/CrashKit"),
        .testTarget(name: "CrashTests", dependencies: ["FlowModel", "LuaHost", "crash-kit"], exclude: ["Flows"]),
        .testTarget(
            name: "FlowCommandsTests",
            dependencies: [
                "FlowCommands", "FlowModel", "OutsideWorld", "moonflow", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
    ],
    cLanguageStandard: .gnu17,
    cxxLanguageStandard: .cxx17
)

// Built by scripts/bench only.
if Context.environment["MOONFLOW_BENCHMARKS"] != nil {
    package.targets += [
        .target(name: "CPlainLua", dependencies: ["CLua"], path: "Sources/Benchmarks/CPlainLua"),
        .executableTarget(
            name: "host-benchmarks", dependencies: ["CPlainLua", "FlowModel", "LuaHost"],
            path: "Sources/Benchmarks/HostBenchmarks"),
        .executableTarget(
            name: "engine-benchmarks",
            dependencies: [
                "FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "LuaHost",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Sources/Benchmarks/EngineBenchmarks"),
        .executableTarget(
            name: "connector-benchmarks",
            dependencies: [
                "FlowConnectors", "FlowEngine", "FlowModel", "FlowStore", "FlowStoreSQLite", "LuaHost",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Benchmarks/ConnectorBenchmarks"),
    ]
}
