package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage of every command: exit code 2 before any work, with the option, what is accepted and where its help is. */
class UsageTest {
    private static final String WORLD = "--world 60,300,1";

    @TempDir
    private Path dir;

    private record Run(int code, String out, String err) {}

    private Run reco(String line) {
        String[] words = line.replace("WORLD", WORLD).split(" ");
        String[] args = Arrays.stream(words)
                .map(word -> word.replace("''", "").replace("DIR", dir.toString()))
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Reco.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(code, out.toString(), err.toString());
    }

    private void refused(String line, String message) throws IOException {
        Run run = reco(line);
        assertThat(run.code).as(run.err).isEqualTo(2);
        assertThat(run.err.lines().findFirst())
                .hasValueSatisfying(first ->
                        assertThat(first).startsWith("reco: ").contains(message.replace("DIR", dir.toString())));
        assertThat(run.err).contains(" --help shows the options)").doesNotContain("stacktrace");
        assertThat(run.out + run.err).as("no work").doesNotContain("Generated", "Read ", "Fitting");
        try (Stream<Path> written = Files.list(dir)) {
            assertThat(written).as("nothing written").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --threads 0             | --threads 0: not in [1, 1024]
            --dimension 0           | --dimension 0: not in [1, 4096]
            --window 1001           | --window 1001: not in [1, 1000]
            --negatives 0           | --negatives 0: not in [1, 100]
            --fresh-negatives 9     | --fresh-negatives 9: not in [0, 5]
            --exponent 3            | --exponent 3: not in [-2, 2]
            --subsample 1.5         | --subsample 1.5: not in [0, 1]
            --min-count 0           | --min-count 0: not in [1, 2147483647]
            --epochs 0              | --epochs 0: not in [1, 10000]
            --learning-rate NaN     | --learning-rate NaN: not in (0, 1]
            --learning-rate 2       | --learning-rate 2: not in (0, 1]
            --min-learning-rate 0.5 | --min-learning-rate 0.5: not in [0, 0.025]
            --shared-contexts 0     | --shared-contexts 0: not in [1, 1000]
            --hot-rows -1           | --hot-rows -1: not in [0, 65536]
            --attributes artist --attribute-weight -1 | --attribute-weight -1:
            --attributes gender --sequences playlists | --attributes gender and age-band are of characters
            --attribute-weight 0.5  | --attribute-weight needs --attributes
            --checkpoint-every -1   | --checkpoint-every -1: expected at least 0
            --checkpoint-every 5 --no-checkpoint | --checkpoint-every and --no-checkpoint exclude each other
            --resume --no-checkpoint | --resume and --no-checkpoint exclude each other
            --old-rows keep         | --old-rows needs --continue
            --schedule up           | 'up' is not one of
            --epochs many           | '--epochs': 'many' is not an int
            """)
    void trainItem2vec(String options, String message) throws IOException {
        refused("train item2vec WORLD --out DIR/model " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --dim 0                 | --dim 0: not in [1,
            --dim 50 --preset gated | --dim 50: not a multiple of heads 4
            --heads 3               | --heads 3: dim 64 is not a multiple of heads 3
            --blocks 0              | --blocks 0: not in [1,
            --feed-forward 0        | --feed-forward 0: not in [1,
            --length 0              | --length 0: not in [1,
            --length 1 --preset bert4rec | --length 1: maxLength 1 leaves no room
            --activation sigmoid    | --activation sigmoid: activation SIGMOID is for GATED blocks
            --dropout 1             | --dropout 1: not in [0, 1)
            --attention-dropout -1  | --attention-dropout -1: not in [0, 1)
            --activation-dropout 2  | --activation-dropout 2: not in [0, 1)
            --negatives 0           | --negatives 0: not 1 or above
            --negatives 100000      | --negatives 100000: not in [1, 65536]
            --loss gbce --calibration 2 | --calibration 2: not in [0, 1]
            --calibration 0.5       | --calibration is for --loss gbce
            --popularity-exponent 1 | --popularity-exponent is for --negatives-from popularity
            --negatives-from popularity --popularity-exponent 3 | --popularity-exponent 3: not in [-2, 2]
            --in-batch-share 0.5    | --in-batch-share is for --negatives-from mixed
            --negatives-from mixed --in-batch-share 2 | --in-batch-share 2: not in [0, 1]
            --loss bce --log-q      | --log-q: logQ true corrects SAMPLED_SOFTMAX only
            --epochs 0              | --epochs 0: not in [1, 100000]
            --patience 0            | --patience 0: not in [1, 2147483647]
            --batch 0               | --batch 0: not in [1, 1000000]
            --mask 0.5              | --mask is for --preset bert4rec
            --preset bert4rec --mask 0 | --mask 0: not in (0, 1]
            --learning-rate 0       | --learning-rate 0: not in (0, 1]
            --min-learning-rate 1   | --min-learning-rate 1: not in [0, 0.001]
            --warm-up -1            | --warm-up -1: not in [0, 2147483647]
            --clip -1               | --clip -1: not 0 or a finite number above
            --weight-decay Infinity | --weight-decay Infinity: not 0 or a finite number above
            --validation-share 2    | --validation-share 2: not in [0, 1]
            --validation-k 0        | --validation-k 0: not in [1, 10000]
            --threads 0             | --threads 0: not in [1, 1024]
            --checkpoint-every -1   | --checkpoint-every -1: expected at least 0
            --loss none             | 'none' is not one of
            """)
    void trainTransformer(String options, String message) throws IOException {
        refused("train transformer WORLD --out DIR/model " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --trials 0              | --trials 0: not in [1, 100000]
            --sample 0              | --sample 0: not in (0, 1]
            --sample 2              | --sample 2: not in (0, 1]
            --epochs 0              | --epochs 0: not in [1, 10000]
            --range foo=1..2        | '--range'
            --range epochs=0..3     | '--range' (NAME=LOW..HIGH): epochs: epochs 0 is not in [1, 10000]
            --range window=9..2     | '--range' (NAME=LOW..HIGH): window: 9.0..2.0 is not a range
            --range window          | 'window' is not a range, expected NAME=LOW..HIGH
            --metric foo@10         | '--metric'
            --metric recall         | metric 'recall' needs a cutoff, e.g. recall@10
            --metric ndcg@x         | cutoff is 'x'
            --metric ndcg@5,10      | is not one metric
            --metric ild_cosine@10  | '--metric': metric 'ild_cosine@10' needs vectors
            --split foo             | 'foo' is not one of auto, temporal, leave-last-out, ratio
            --seen foo              | 'foo' is not one of auto, allowed, removed
            """)
    void tune(String options, String message) throws IOException {
        refused("tune item2vec WORLD --out DIR/tuned " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --world 0,10            | '--world'
            --world 0,10,1          | characters 0 is not
            --world 10,0            | tracks 0 is not 1 or above
            --world 10              | '10' is not CHARACTERS,TRACKS[,SEED]
            --world 10,x            | '10,x' is not CHARACTERS,TRACKS[,SEED]
            WORLD --data DIR        | --world and --data exclude each other
            ''                      | no data: give --data PATH and --format NAME, or --world
            --data DIR              | --data and --format go together
            --data DIR --format tvs | no format 'tvs'; did you mean 'tsv'?
            --data DIR --format tsv --max-line-bytes 3 | --max-line-bytes 3: not in [64,
            --data DIR --format tsv --rejects DIR/r    | --rejects needs --lenient
            --data DIR --format tsv --columns who=1    | --columns who=1: 'who=1' is not KEY=COLUMN
            --data DIR --format mpd --columns character=a,track=b | --columns is for csv, tsv and jsonl, not for mpd
            --data DIR --format tsv --time-unit millis | --time-unit needs --columns
            --data DIR --format tsv --no-header        | --no-header needs --columns
            --data DIR --format tsv --time-unit years  | 'years' is not one of seconds, millis, iso-8601
            """)
    void data(String options, String message) throws IOException {
        String given = options.equals("''") ? "" : " " + options;
        refused("train item2vec --out DIR/model" + given, message);
        refused("train transformer --out DIR/model" + given, message);
        refused("tune item2vec --out DIR/tuned" + given, message);
        refused("radio --character c1" + given, message);
        refused("surface show DIR/none.yaml --character c1" + given, message);
        refused("surface diff DIR/none.yaml DIR/none.yaml" + given, message);
        if (!given.isEmpty()) {
            refused("similar --model DIR/none --track t1" + given, message);
            refused("recommend --model DIR/none --history t1" + given, message);
            refused("continue --model DIR/none --history t1" + given, message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            recommend --history t1 -k 0                  | -k 0: expected at least 1
            recommend --history t1 --explain -1          | --explain -1: expected at least 0
            recommend --history t1 --repeat-weight 1     | --repeat-weight 1: not in [0, 1)
            recommend --history t1 --repeat-weight 0.5 --repeat-decay 0 | --repeat-decay 0: not a finite number above 0
            recommend --history t1 --repeat-decay 0.5    | --repeat-decay is for --repeat-weight above 0
            recommend --history t1 --age -5              | '--age': age -5 is not in [0, 150]
            recommend --history t1 --age old             | 'old' is not a number of years
            recommend --history ,                        | --history names no track
            recommend --character c1                     | --character needs the data
            recommend --playlist p1                      | --playlist needs the data
            recommend                                    | --history
            continue --history t1 -n 0                   | -n 0: not 1 or above
            continue --history t1 --temperature -1       | --temperature -1: not 0 (greedy) or a finite number above
            continue --history t1 --top-k -1             | --top-k -1: not 0 (all) or above
            continue --history t1 --top-p 0              | --top-p 0: not in (0, 1]
            continue --history t1 --greedy --top-k 3     | --top-k and --greedy exclude each other
            continue --history t1 --repeats some         | 'some' is not one of none, of-history, all
            continue --character c1                      | --character needs the data
            similar --track t1 -k 0                      | -k 0: expected at least 1
            similar --track t1 --threads 0               | --threads 0: expected at least 1
            similar --playlist p1                        | --playlist needs the playlists
            similar --artist a1 --by sessions            | --by sessions and blend need the sessions
            similar --track t1 --by vectors              | --by is for --artist
            similar --track t1 --want tracks             | --want is for --playlist
            export --out DIR/v --format word2vec-txt     | no vector format 'word2vec-txt'; did you mean 'word2vec-text'?
            export --out DIR/v --format npy --limit 0    | --limit 0: expected at least 1
            """)
    void answersOfAModel(String line, String message) throws IOException {
        String[] parts = line.split(" ", 2);
        refused(parts[0] + " --model DIR/none" + (parts.length == 1 ? "" : " " + parts[1]), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            radio WORLD --character c1 -n 0              | -n 0: expected at least 1
            radio WORLD --character c1 --skip 1          | --skip 1: the session has no tracks yet
            radio WORLD --character c1 --like 0          | --like 0: the session has no tracks yet
            radio WORLD --character c1 --new-tracks 2    | --new-tracks 2: not in [0, 1]
            radio WORLD --character c1 --new-artists 0.9 | --new-artists 0.9: not in [0, 0.3], the share of new tracks
            radio WORLD --character c1 --spacing -1      | --spacing -1: expected at least 0
            radio WORLD --character c1 --threads 0       | --threads 0: expected at least 1
            radio WORLD --character c1 --state DIR       | --state DIR is a directory
            radio WORLD --character c1 --state DIR/a/b   | there is no directory DIR/a
            surface show DIR/s.yaml WORLD --character c1 -k 0             | -k 0: expected at least 1
            surface show DIR/s.yaml WORLD --character c1 --out-of-list -1 | --out-of-list -1: expected at least 0
            surface diff DIR/s.yaml DIR/s.yaml WORLD -k 0                 | -k 0: expected at least 1
            surface diff DIR/s.yaml DIR/s.yaml WORLD --characters 0       | --characters 0: expected at least 1
            surface diff DIR/s.yaml DIR/s.yaml WORLD --examples -1        | --examples -1: expected at least 0
            surface diff DIR/s.yaml DIR/s.yaml WORLD --threads 0          | --threads 0: expected at least 1
            surface rules artist-cup                                      | no rule or fusion 'artist-cup'
            surface check DIR/s.yaml --print xml                          | 'xml' is not one of yaml, json
            """)
    void surfacesAndRadio(String line, String message) throws IOException {
        refused(line, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            score --qrels DIR/q --run DIR/r --level 0       | --level 0: expected at least 1
            score --qrels DIR/q --run DIR/r --threads 0     | --threads 0: expected at least 1
            score --qrels DIR/q --run DIR/r --metrics foo   | --metrics: unknown metric
            score --qrels DIR/q --run DIR/r --confidence 2  | --confidence 2: expected between 0 and 1
            score --qrels DIR/q --run DIR/r --resamples 0   | --resamples 0: expected at least 1
            compare --scores DIR/s --confidence NaN         | --confidence NaN: expected between 0 and 1
            compare --scores DIR/s --resamples 0            | --resamples 0: expected at least 1
            compare --scores DIR/s --threads 0              | --threads 0: expected at least 1
            compare --scores DIR/s --correction none-such   | 'none-such' is not one of
            policy --log DIR/l --clip 0                     | --clip 0: expected above 0
            policy --log DIR/l --smoothing -1               | --smoothing -1.0: expected a finite number of at least 0
            policy --log DIR/l --confidence 1               | --confidence 1: expected between 0 and 1
            policy --log DIR/l --resamples 0                | --resamples 0: expected at least 1
            policy --log DIR/l --format xml                 | 'xml' is not one of tsv, json
            validate DIR --format tvs                       | no format 'tvs'; did you mean 'tsv'?
            validate DIR --format tsv --rejects DIR/r       | --rejects needs --lenient
            validate DIR --format tsv --max-line-bytes 1    | --max-line-bytes 1: not in [64,
            quickstart --characters 5                       | --characters 5: expected at least 10
            quickstart --tracks 5                           | --tracks 5: expected at least 100
            quickstart --max-characters 0                   | --max-characters 0: expected at least 1
            quickstart -k 0                                 | -k 0: expected at least 1
            quickstart --threads 0                          | --threads 0: expected at least 1
            quickstart --data DIR --format tsv --tracks 200 | --tracks is of the generated world
            quickstart --data DIR                           | --data and --format go together
            quickstart --data DIR --format tvs              | no format 'tvs'; did you mean 'tsv'?
            quickstart --no-header                          | --no-header needs --columns
            quickstart --rejects DIR/r                      | --rejects needs --lenient
            help nothing                                    | no command 'nothing'
            """)
    void filesAndOverview(String line, String message) throws IOException {
        refused(line, message);
    }

    @Test
    void whatFailsInTheWorkIsNoWrongUsage() throws IOException {
        Path bad = Files.writeString(dir.resolve("bad.tsv"), "character\ttrack\ttime\nc1\tt1\tyesterday\n");
        for (String line : new String[] {
            "validate DIR/bad.tsv --format tsv",
            "validate DIR/none.tsv --format tsv",
            "train item2vec --data DIR/bad.tsv --format tsv --out DIR/model",
            "train transformer --data DIR/bad.tsv --format tsv --out DIR/model",
            "tune item2vec --data DIR/bad.tsv --format tsv --out DIR/out",
            "radio --data DIR/bad.tsv --format tsv --character c1",
            "radio WORLD --character nobody",
            "surface show DIR/none.yaml WORLD --character c1",
            "surface check DIR/bad.tsv",
            "similar --model DIR/none --track t1",
            "recommend --model DIR/none --history t1",
            "continue --model DIR/none --history t1",
            "export --model DIR/none --format npy --out DIR/v.npy",
            "score --qrels DIR/none --run DIR/none",
            "compare --scores DIR/bad.tsv",
            "policy --log DIR/bad.tsv",
            "resume DIR/none",
            "train item2vec WORLD --out DIR/model --resume",
            "train item2vec WORLD --min-count 1000000 --epochs 1 --out DIR/model",
        }) {
            Run run = reco(line);
            assertThat(run.code).as(line + "\n" + run.err).isEqualTo(1);
            assertThat(run.err).as(line).doesNotContain("--help shows the options");
        }
        assertThat(bad).content().contains("yesterday");
    }

    @Test
    void aStackTraceOfWrongUsageComesOnlyWhenAskedFor() {
        assertThat(reco("radio WORLD --character c1 -n 0").err).doesNotContain("\tat ");
        Run run = reco("radio WORLD --character c1 -n 0 --stacktrace");
        assertThat(run.code).isEqualTo(2);
        assertThat(run.err).contains("\tat ");
    }
}
