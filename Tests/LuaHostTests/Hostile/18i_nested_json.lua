-- expect: error .
-- threat: JSON text nested a hundred thousand deep recurses in the decoder.
return json.decode(("["):rep(100000) .. ("]"):rep(100000))
