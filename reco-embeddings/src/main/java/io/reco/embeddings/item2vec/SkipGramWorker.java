package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;

/** Trains block after block for one thread, with buffers of its own on shared tables. */
final class SkipGramWorker {
    /** One centre of so many is looked at for the loss. */
    static final int LOSS_STRIDE = 32;

    private final TokenCorpus corpus;
    private final Item2VecOptions options;
    private final SkipGramKernel kernel;
    private final AliasTable negatives;
    private final float[] keep;
    private final boolean subsampling;
    private final float[] in;
    private final float[] out;
    private final int inStart;
    private final int outStart;
    private final int stride;
    private final SkipGramBatch batch;
    private final int[] rows;
    private double lossSum;
    private long lossPairs;

    /**
     * Prepares a worker.
     *
     * @param inputs V rows; shared
     * @param outputs V rows and then one row of zeros for each worker; shared
     * @param number of the worker
     */
    SkipGramWorker(
            TokenCorpus corpus,
            Item2VecOptions options,
            SkipGramKernel kernel,
            AliasTable negatives,
            float[] keep,
            FloatMatrix inputs,
            FloatMatrix outputs,
            int number) {
        this.corpus = corpus;
        this.options = options;
        this.kernel = kernel;
        this.negatives = negatives;
        this.keep = keep;
        this.subsampling = options.subsample() > 0;
        this.in = inputs.array(0);
        this.out = outputs.array(0);
        this.inStart = inputs.offset(0);
        this.outStart = outputs.offset(0);
        this.stride = inputs.stride();
        int pad = outputs.offset(inputs.rows() + number);
        this.batch = new SkipGramBatch(
                Math.min(options.sharedContexts(), 2 * options.window()), 1 + options.negatives(), stride, pad);
        this.rows = new int[corpus.longest()];
    }

    /** Trains the sequences of a block; afterwards the loss is that of this block. */
    void train(int block, int epoch) {
        SplitMix random = new SplitMix(options.seed(), epoch + 1L, block);
        double total = (double) options.epochs() * corpus.size();
        lossSum = 0;
        lossPairs = 0;
        int centres = 0;
        for (int s = corpus.blockStart(block); s < corpus.blockEnd(block); s++) {
            double done = ((double) epoch * corpus.size() + corpus.start(s)) / total;
            float rate = (float) (options.learningRate() - (options.learningRate() - options.minLearningRate()) * done);
            int n = read(s, random);
            for (int i = 0; i < n; i++) {
                trainCentre(i, n, rate, random, centres % LOSS_STRIDE == 0);
                centres++;
            }
        }
    }

    /** Loss summed over the pairs looked at in the last block. */
    double lossSum() {
        return lossSum;
    }

    /** Number of positive pairs looked at in the last block. */
    long lossPairs() {
        return lossPairs;
    }

    private int read(int sequence, SplitMix random) {
        int n = 0;
        for (int token = corpus.start(sequence); token < corpus.end(sequence); token++) {
            int row = corpus.row(token);
            if (!subsampling || keep[row] >= 1 || random.nextFloat() < keep[row]) {
                rows[n++] = row;
            }
        }
        return n;
    }

    private void trainCentre(int centre, int n, float rate, SplitMix random, boolean withLoss) {
        int reach = options.shrinkWindow() ? 1 + random.below(options.window()) : options.window();
        int first = Math.max(0, centre - reach);
        int context = Math.min(n - 1, centre + reach);
        while (context >= first) {
            batch.clearInputs();
            while (context >= first && batch.inputs < options.sharedContexts()) {
                if (context != centre) {
                    batch.addInput(inStart + rows[context] * stride);
                }
                context--;
            }
            if (batch.inputs > 0) {
                drawOutputs(rows[centre], random);
                kernel.step(in, out, batch, rate);
                if (withLoss) {
                    lossSum += batch.loss();
                    lossPairs += batch.inputs;
                }
            }
        }
    }

    private void drawOutputs(int centreRow, SplitMix random) {
        batch.setCentre(outStart + centreRow * stride);
        for (int j = 0; j < options.negatives(); j++) {
            int row = negatives.draw(random);
            if (row != centreRow) {
                batch.addNegative(outStart + row * stride);
            }
        }
    }
}
