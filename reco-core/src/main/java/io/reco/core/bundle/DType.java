package io.reco.core.bundle;

/** The element types of tensors that this library reads and writes, with their safetensors names. */
public enum DType {
    /** 64-bit float. */
    F64(8),
    /** 64-bit signed integer. */
    I64(8),
    /** 32-bit float. */
    F32(4),
    /** 32-bit signed integer. */
    I32(4),
    /** 8-bit unsigned integer. */
    U8(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the size of one element. */
    public int bytes() {
        return bytes;
    }
}
