package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.random.AliasTable;
import io.reco.core.random.SplitMix64;

/**
 * Draws the windows of block after block for one thread: what is read, subsampled, paired and set against which negatives
 * at which rate. The steps themselves are those of {@link WindowSteps}.
 *
 * <p>Attributes (Meta-Prod2Vec; Vasile, Smirnova, Conneau 2016). Each token draws one attribute m of its track, each sequence
 * one u of its owner. With l(x -> y) the loss of input row x for output row y and its negatives, i a context of centre j, and
 * lambda the {@linkplain AttributeOptions#lossWeight weight}, the loss is
 * <pre>{@code
 * sum over j, i of  l(i -> j) + lambda (l(m_i -> j) + l(i -> m_j) + l(m_i -> m_j))  +  sum over j of  lambda (l(m_j -> j) + l(u -> j))
 * }</pre>
 * in two more steps a window: attributes against the outputs of the window, and all inputs against the attribute of the
 * centre and negatives of its kind. They take pairs with CBOW as well.
 */
final class SkipGramWorker {
    /** One centre of so many is looked at for the loss. */
    static final int LOSS_STRIDE = 64;

    private final TokenCorpus corpus;
    private final Item2VecOptions options;
    private final float[] keep;
    private final boolean subsampling;
    private final AttributeVocabulary attributes;
    private final boolean withAttributes;
    private final AliasTable[] attributeNegatives;
    private final int attributeStart;
    private final NegativeSampler negatives;
    private final WindowSteps steps;
    private final TokenBlock tokens;
    private final int chunk;
    private final Window window;
    private final CentreGroup group;
    /** Rows of the sequence at hand after subsampling. */
    private final int[] rows;
    /** Beside them, the row of the attribute that each token has drawn, or {@link IdMap#ABSENT}. */
    private final int[] drawn;

    /** Contexts of the window at hand, as positions in the sequence. */
    private final int[] contexts;

    private int contextCount;
    private int ownerRow = IdMap.ABSENT;
    private double lossSum;
    private long lossPairs;

    /**
     * Prepares a worker.
     *
     * @param keep probability with which each track is kept
     * @param negatives tables of tracks
     * @param attributeNegatives tables of attributes
     * @param trackRows number of rows of tracks; those of attributes follow
     */
    SkipGramWorker(
            TokenCorpus corpus,
            Item2VecOptions options,
            float[] keep,
            NegativeParts negatives,
            AttributeVocabulary attributes,
            AliasTable[] attributeNegatives,
            int trackRows,
            WindowSteps steps) {
        this.corpus = corpus;
        this.options = options;
        this.keep = keep;
        subsampling = options.subsample() > 0;
        this.attributes = attributes;
        withAttributes = attributes.active();
        this.attributeNegatives = attributeNegatives;
        attributeStart = trackRows;
        this.negatives = new NegativeSampler(negatives, options.negatives(), options.freshNegatives());
        this.steps = steps;
        tokens = new TokenBlock(corpus);
        chunk = chunk(options);
        window = new Window(maxInputs(options, withAttributes), maxOutputs(options));
        rows = new int[corpus.longest()];
        drawn = new int[withAttributes ? corpus.longest() : 0];
        contexts = new int[chunk];
        group = new CentreGroup(rows, options.sharedContexts(), options.negatives());
    }

    private static int chunk(Item2VecOptions options) {
        return Math.min(options.sharedContexts(), 2 * options.window());
    }

    /** Most inputs of a window of pairs: contexts, an attribute of each, and one of the centre and of the owner. */
    static int maxInputs(Item2VecOptions options, boolean withAttributes) {
        return withAttributes ? 2 * chunk(options) + 2 : chunk(options);
    }

    /** Most outputs of a window: the target and its negatives. */
    static int maxOutputs(Item2VecOptions options) {
        return 1 + options.negatives();
    }

    /** Trains the sequences of a block; afterwards the loss is that of this block. */
    void train(int block, int epoch) {
        SplitMix64 random = SplitMix64.of(options.seed(), epoch + 1L, block);
        double total = (double) options.epochs() * corpus.size();
        double before = (double) epoch * corpus.size();
        long token = corpus.firstToken(block);
        lossPairs = 0;
        int measurable = 0;
        negatives.restart(block, epoch, random);
        corpus.read(block, tokens);
        while (tokens.next()) {
            double rate = options.schedule()
                    .rate(options.learningRate(), options.minLearningRate(), (before + token) / total);
            token += tokens.length();
            int n = read(random);
            measurable = options.architecture() == Architecture.CBOW
                    ? trainMeans(n, (float) rate, random, measurable)
                    : trainPairs(n, (float) rate, random, measurable);
        }
        lossSum = steps.endBlock();
    }

    /** Loss summed over the pairs looked at in the last block. */
    double lossSum() {
        return lossSum;
    }

    /** Number of positive pairs looked at in the last block. */
    long lossPairs() {
        return lossPairs;
    }

    private int read(SplitMix64 random) {
        int n = 0;
        for (int at = tokens.from; at < tokens.to; at++) {
            int row = tokens.words[at];
            if (!subsampling || keep[row] >= 1 || random.nextDouble() < keep[row]) {
                rows[n++] = row;
            }
        }
        if (withAttributes) {
            for (int i = 0; i < n; i++) {
                drawn[i] = attributeRow(attributes.drawOfTrack(rows[i], random));
            }
            ownerRow = attributeRow(attributes.drawOfOwner(tokens.owner, random));
        }
        return n;
    }

    private int attributeRow(int attribute) {
        return attribute == IdMap.ABSENT ? IdMap.ABSENT : attributeStart + attribute;
    }

    private int reach(SplitMix64 random) {
        return options.shrinkWindow() ? 1 + random.nextInt(options.window()) : options.window();
    }

    private int trainPairs(int n, float rate, SplitMix64 random, int centresBefore) {
        int centres = centresBefore;
        for (int centre = 0; centre < n; centre++) {
            trainCentre(centre, n, rate, random, centres % LOSS_STRIDE == 0);
            steps.centreDone();
            centres++;
        }
        return centres;
    }

    private void trainCentre(int centre, int n, float rate, SplitMix64 random, boolean measured) {
        int reach = reach(random);
        int first = Math.max(0, centre - reach);
        int context = Math.min(n - 1, centre + reach);
        boolean begins = true;
        while (context >= first) {
            context = takeContexts(centre, first, context);
            if (contextCount > 0) {
                drawOutputs(centre, random);
                inputContexts();
                steps.pairs(window, rate, measured);
                if (measured) {
                    lossPairs += contextCount;
                }
                if (withAttributes) {
                    trainAttributes(centre, begins, rate, random);
                }
                begins = false;
            }
        }
    }

    /** Takes contexts from one on downwards, as many as share a set of negatives, and returns the next. */
    private int takeContexts(int centre, int first, int from) {
        contextCount = 0;
        int context = from;
        while (context >= first && contextCount < chunk) {
            if (context != centre) {
                contexts[contextCount++] = context;
            }
            context--;
        }
        return context;
    }

    private void inputContexts() {
        window.inputCount = 0;
        for (int i = 0; i < contextCount; i++) {
            window.addInput(rows[contexts[i]]);
        }
    }

    private void drawOutputs(int centre, SplitMix64 random) {
        window.outputs[0] = rows[centre];
        window.outputCount = negatives.next(window.outputs, 1, rows[centre], random);
    }

    /** The attribute steps of a window, whose outputs are still those of the tracks. */
    private void trainAttributes(int centre, boolean withOwn, float rate, SplitMix64 random) {
        float attributeRate = (float) (rate * options.attributes().lossWeight());
        window.inputCount = 0;
        inputAttributesOfContexts();
        if (withOwn) {
            inputIfPresent(drawn[centre]);
            inputIfPresent(ownerRow);
        }
        if (window.inputCount > 0) {
            steps.pairs(window, attributeRate, false);
        }
        if (drawn[centre] != IdMap.ABSENT) {
            inputContexts();
            inputAttributesOfContexts();
            drawAttributeOutputs(drawn[centre], random);
            steps.pairs(window, attributeRate, false);
        }
    }

    private void inputAttributesOfContexts() {
        for (int i = 0; i < contextCount; i++) {
            inputIfPresent(drawn[contexts[i]]);
        }
    }

    private void inputIfPresent(int row) {
        if (row != IdMap.ABSENT) {
            window.addInput(row);
        }
    }

    private void drawAttributeOutputs(int target, SplitMix64 random) {
        int kind = attributes.kindOf(target - attributeStart);
        int firstRow = attributeStart + attributes.firstRowOf(kind);
        window.outputs[0] = target;
        window.outputCount = 1;
        for (int j = 0; j < options.negatives(); j++) {
            int row = firstRow + attributeNegatives[kind].draw(random);
            if (row != target) {
                window.outputs[window.outputCount++] = row;
            }
        }
    }

    private int trainMeans(int n, float rate, SplitMix64 random, int groupsBefore) {
        int groups = groupsBefore;
        int centre = 0;
        while (centre < n) {
            group.size = 0;
            while (centre < n && group.size < options.sharedContexts()) {
                int reach = reach(random);
                int first = Math.max(0, centre - reach);
                int last = Math.min(n - 1, centre + reach);
                if (last > first) {
                    group.add(centre, first, last);
                }
                centre++;
            }
            if (group.size > 0) {
                boolean measured = groups % LOSS_STRIDE == 0;
                group.negativeCount = negatives.next(group.negatives, 0, -1, random);
                steps.means(group, rate, measured);
                lossPairs += measured ? group.size : 0;
                groups++;
                finishGroup(rate, random);
            }
        }
        return groups;
    }

    private void finishGroup(float rate, SplitMix64 random) {
        for (int i = 0; i < group.size; i++) {
            if (withAttributes) {
                trainAttributesOf(i, rate, random);
            }
            steps.centreDone();
        }
    }

    private void trainAttributesOf(int i, float rate, SplitMix64 random) {
        int context = group.last[i];
        boolean begins = true;
        while (context >= group.first[i]) {
            context = takeContexts(group.centres[i], group.first[i], context);
            if (contextCount > 0) {
                drawOutputs(group.centres[i], random);
                trainAttributes(group.centres[i], begins, rate, random);
                begins = false;
            }
        }
    }
}
