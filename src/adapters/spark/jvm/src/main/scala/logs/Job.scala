// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package logs

import java.nio.charset.StandardCharsets
import java.nio.file.{Files, Paths}

import protocol.Json

/**
 * What `cwc check --on` asks for.
 *
 * @param paths files and folders, in the words of Hadoop's file systems
 * @param driverNode the Node of the machine that submits
 * @param node the Node of the workers
 * @param root the folder of the kit, of which the workers get `files`
 * @param entry the one of `files` that Node runs
 * @param table where the table of verdicts goes, if anywhere
 * @param layout the log4j pattern of all files, if one is given
 * @param edition the edition to judge by, if one is given
 * @param answer the file that gets the reports
 */
final case class Job(
    paths: Seq[String], driverNode: String, node: String, root: String, files: Seq[String], entry: String,
    table: Option[String], layout: Option[String], edition: Option[String], answer: String)

object Job {
  def read(file: String): Job = {
    val json = Json.parse(new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8))
    def text(name: String) = json.get(name).asText
    def ifThere(name: String) = Option(json.get(name)).map(_.asText)
    def texts(name: String) = {
      val list = json.get(name)
      (0 until list.size).map(list.get(_).asText)
    }
    Job(texts("paths"), text("driverNode"), text("node"), text("root"), texts("files"), text("entry"),
      ifThere("table"), ifThere("layout"), ifThere("edition"), text("answer"))
  }
}
