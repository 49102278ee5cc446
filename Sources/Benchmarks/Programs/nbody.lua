local sqrt = math.sqrt
local bodies = {}
for i = 1, 5 do
    bodies[i] = {x = i * 1.1, y = i * -0.7, z = i * 0.3, vx = 0.01 * i, vy = 0.02 / i, vz = -0.01 * i, mass = 10.0 / i}
end
local function advance(step)
    for i = 1, #bodies do
        local a = bodies[i]
        for j = i + 1, #bodies do
            local b = bodies[j]
            local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            local squared = dx * dx + dy * dy + dz * dz
            local pull = step / (squared * sqrt(squared))
            local am, bm = a.mass * pull, b.mass * pull
            a.vx, a.vy, a.vz = a.vx - dx * bm, a.vy - dy * bm, a.vz - dz * bm
            b.vx, b.vy, b.vz = b.vx + dx * am, b.vy + dy * am, b.vz + dz * am
        end
    end
    for i = 1, #bodies do
        local a = bodies[i]
        a.x, a.y, a.z = a.x + step * a.vx, a.y + step * a.vy, a.z + step * a.vz
    end
end
for _ = 1, 60000 do advance(0.001) end
