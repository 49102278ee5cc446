local assert = require "assert"
local base64 = require "base64"

-- RFC 4648 section 10
local vectors = {
    {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
}

local function refused(text, why, options)
    local err = assert.error("InvalidInputError", base64.decode, text, options)
    assert.matches(err.message, why)
end

return assert.suite {
    {"the vectors of RFC 4648", function()
        for _, vector in ipairs(vectors) do
            assert.equal(base64.encode(vector[1]), vector[2])
            assert.equal(base64.decode(vector[2]), vector[1])
        end
    end},
    {"every byte, at every length up to 300", function()
        local bytes = {}
        for i = 0, 299 do
            bytes[#bytes + 1] = string.char(i % 256)
            local text = table.concat(bytes)
            assert.equal(base64.decode(base64.encode(text)), text)
            assert.equal(base64.decode(base64.encode(text, {url = true}), {url = true}), text)
        end
    end},
    {"the URL alphabet has no padding unless asked for", function()
        assert.equal(base64.encode("\xfb\xff\xfe\xff", {url = true}), "-__-_w")
        assert.equal(base64.encode("\xfb\xff\xfe\xff"), "+//+/w==")
        assert.equal(base64.encode("f", {url = true, padding = true}), "Zg==")
        assert.equal(base64.encode("f", {padding = false}), "Zg")
    end},
    {"padding may be missing, spaces and line ends too many", function()
        assert.equal(base64.decode("Zg"), "f")
        assert.equal(base64.decode("Zm8"), "fo")
        assert.equal(base64.decode(" Zm9v\r\nYmFy\n"), "foobar")
    end},
    {"what is not Base64 is refused with its place", function()
        refused("Zm9!", "byte 4 of 4: '!' is not of the alphabet")
        refused("Zm9vY*==", "byte 6 of 8")
        refused("Zm\0v", "byte 0x00")
        refused("Z", "left over")
        refused("Zm9vZ", "left over")
        refused("Zg=", "padding")
        refused("Z===", "byte")
        refused("=", "padding")
        refused("Zm=v", "byte 3")
        refused("-__-", "'%-' is not")
        refused("+//+", "'%+' is not", {url = true})
    end},
    {"bits that would be lost are refused", function()
        refused("Zh==", "bits left over")
        refused("Zm9=", "bits left over")
    end},
    {"other types are refused", function()
        assert.error("expects a text, but got a table", base64.encode, {})
        assert.error("expects a text, but got a nil", base64.decode, nil)
    end},
    {"a hundred kilobytes", function()
        local text = ("0123456789"):rep(10240)
        assert.equal(base64.decode(base64.encode(text)), text)
    end},
}
