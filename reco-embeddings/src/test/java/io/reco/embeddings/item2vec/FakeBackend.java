package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.embeddings.item2vec.spi.TrainingTables;
import io.reco.embeddings.item2vec.spi.WindowBatch;

/** A backend that does the scalar step on tables of its own, window after window; not usable unless a test says so. */
public final class FakeBackend implements TrainingBackend {
    static volatile Availability availability = new Availability(false, false, "for tests");
    static volatile int batchWindows = 1;
    static volatile int opened;
    static volatile int closed;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public boolean reproducible() {
        return true;
    }

    @Override
    public int batchWindows(int suggested) {
        return batchWindows;
    }

    @Override
    public TrainingTables open(FloatMatrix inputs, FloatMatrix outputs, Setup setup) {
        opened++;
        return new Tables(inputs, outputs, setup);
    }

    private static final class Tables implements TrainingTables {
        private final FloatMatrix in;
        private final FloatMatrix out;
        private final FloatMatrix mean;
        private final SkipGramBatch batch;
        private final SkipGramKernel kernel = new ScalarSkipGram();
        private final VectorKernels vectors =
                Kernels.select(KernelChoice.SCALAR).kernels();

        Tables(FloatMatrix inputs, FloatMatrix outputs, Setup setup) {
            in = FloatMatrix.allocate(inputs.rows(), inputs.dim());
            out = FloatMatrix.allocate(outputs.rows() + 1, outputs.dim());
            mean = FloatMatrix.allocate(1, inputs.dim());
            copy(inputs, in, inputs.rows());
            copy(outputs, out, inputs.rows());
            batch = new SkipGramBatch(setup.maxInputs(), setup.maxOutputs(), in.stride(), out.offset(outputs.rows()));
        }

        private static void copy(FloatMatrix from, FloatMatrix to, int rows) {
            for (int row = 0; row < rows; row++) {
                to.setRow(row, from.array(row), from.offset(row));
            }
        }

        @Override
        public double train(WindowBatch windows) {
            double loss = 0;
            for (int w = 0; w < windows.windows(); w++) {
                batch.setCentre(out.offset(windows.outputRows()[windows.outputStart(w)]));
                for (int j = windows.outputStart(w) + 1; j < windows.outputEnd(w); j++) {
                    batch.addNegative(out.offset(windows.outputRows()[j]));
                }
                batch.clearInputs();
                if (windows.meanInputs(w)) {
                    mean(windows, w);
                } else {
                    for (int i = windows.inputStart(w); i < windows.inputEnd(w); i++) {
                        batch.addInput(in.offset(windows.inputRows()[i]));
                    }
                    kernel.step(in.array(0), out.array(0), batch, windows.rate(w));
                }
                loss += windows.measured(w) ? batch.loss() : 0;
            }
            return loss;
        }

        private void mean(WindowBatch windows, int w) {
            int from = windows.inputStart(w);
            int to = windows.inputEnd(w);
            int stride = in.stride();
            float[] h = mean.array(0);
            int at = mean.offset(0);
            vectors.scale(0, h, at, stride);
            for (int i = from; i < to; i++) {
                vectors.axpy(1f / (to - from), in.array(0), in.offset(windows.inputRows()[i]), h, at, stride);
            }
            float[] before = h.clone();
            batch.addInput(at);
            kernel.step(h, out.array(0), batch, windows.rate(w));
            vectors.axpy(-1, before, at, h, at, stride);
            for (int i = from; i < to; i++) {
                vectors.axpy(1, h, at, in.array(0), in.offset(windows.inputRows()[i]), stride);
            }
        }

        @Override
        public void copyTo(FloatMatrix inputs, FloatMatrix outputs) {
            copy(in, inputs, inputs.rows());
            copy(out, outputs, inputs.rows());
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
