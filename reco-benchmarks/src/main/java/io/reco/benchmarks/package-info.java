/**
 * JMH benchmarks. The class comment of each says what it measures, what bounds it, and how to read the numbers.
 *
 * <p>To run one, build the module and give JMH's main class the class path (no shaded jar is needed):
 *
 * <pre>{@code
 * mvn -q -pl reco-benchmarks -am -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java --add-modules jdk.incubator.vector \
 *     -cp reco-benchmarks/target/classes:$(cat reco-benchmarks/target/classpath) \
 *     org.openjdk.jmh.Main KernelsBenchmark
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.reco.benchmarks;
