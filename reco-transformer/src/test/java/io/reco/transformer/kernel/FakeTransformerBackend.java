package io.reco.transformer.kernel;

/** A backend for tests: plain loops under another name, off unless a test switches it on. */
public final class FakeTransformerBackend implements TransformerBackend {
    static final Availability OFF = new Availability(false, false, "for tests");
    static volatile Availability availability = OFF;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public TransformerKernels create() {
        return HeapKernels.scalar();
    }
}
