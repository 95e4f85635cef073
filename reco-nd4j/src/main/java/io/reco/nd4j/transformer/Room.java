package io.reco.nd4j.transformer;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Scratch memory that grows to the largest size asked for and is reused; its content is left from the last use. */
final class Room {
    private final IntFunction<? extends Nd4jFloats> allocator;
    private @Nullable Nd4jFloats floats;

    Room(IntFunction<? extends Nd4jFloats> allocator) {
        this.allocator = allocator;
    }

    /** At least n floats, valid until more are asked for. */
    Nd4jFloats of(int n) {
        Nd4jFloats current = floats;
        if (current == null || current.length() < n) {
            close();
            current = allocator.apply(n);
            floats = current;
        }
        return current;
    }

    void close() {
        if (floats != null) {
            floats.free();
            floats = null;
        }
    }
}
