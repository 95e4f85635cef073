package io.reco.examples.quickstart;

import io.reco.core.progress.ProgressListener;

/** Progress of a task that is part of a longer one, which is begun and ended by others: short tasks then print no lines of their own. */
record TaskPart(ProgressListener whole) implements ProgressListener {
    @Override
    public void start(String task, long total, String unit) {}

    @Override
    public void advance(long units) {
        whole.advance(units);
    }

    @Override
    public void message(String text) {
        whole.message(text);
    }

    @Override
    public void end() {}
}
