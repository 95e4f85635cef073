package io.reco.core.progress;

/** Ignores everything. */
enum NoProgress implements ProgressListener {
    INSTANCE;

    @Override
    public void start(String task, long total, String unit) {}

    @Override
    public void advance(long units) {}

    @Override
    public void message(String text) {}

    @Override
    public void end() {}
}
