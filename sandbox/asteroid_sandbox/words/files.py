"""Files in answers; alike in both generations."""

from asteroid_sandbox.engine.files import ProducedFile
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.files.context import ContextFile
from asteroid_sandbox.files.shared import SharedFile
from asteroid_sandbox.links import Links
from asteroid_sandbox.moments import wire


class FileWords:
    """Serialises every kind of file."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def context_file(self, file: ContextFile, agent_id: str) -> JsonObject:
        """AgentsFilesFile."""
        return {
            "id": file.id,
            "executionId": file.execution_id,
            "agentId": agent_id,
            "workflowId": agent_id,
            "filePath": file.path,
            "fileName": file.name,
            "fileExt": file.extension,
            "fileSize": file.size,
            "fileType": file.mime_type.partition("/")[0],
            "mimeType": file.mime_type,
            "createdAt": wire(file.created_at),
            "downloadUrl": self._links.api(
                "executions", file.execution_id, "context-files", file.id, "download"
            ),
            "signedUrl": self._links.download(file.checksum, file.name, file.mime_type),
        }

    def shared_file(self, file: SharedFile, agent_id: str) -> JsonObject:
        """AgentsFilesSharedFile."""
        return {
            "id": file.file_id,
            "agentId": agent_id,
            "filePath": file.path,
            "fileName": file.name,
            "fileSize": file.size,
            "mimeType": file.mime_type,
            "createdAt": wire(file.created_at),
            "updatedAt": wire(file.updated_at),
            "version": file.revision,
            "isFrozen": file.is_frozen,
            "checksum": file.checksum,
            "downloadUrl": self.shared_download(file, agent_id),
        }

    def shared_download(self, file: SharedFile, agent_id: str) -> str:
        """Where a shared file's bytes are fetched."""
        return self._links.api("agents", agent_id, "shared-files", file.file_id, "download")

    def produced_file(self, file: ProducedFile, execution_id: str, agent_id: str) -> JsonObject:
        """AgentsFilesAgentFile, for a file that the run made."""
        return self._agent_file(
            agent_id,
            execution_id,
            {
                "id": file.id,
                "filePath": file.path,
                "fileName": file.name,
                "fileSize": len(file.content),
                "mimeType": file.mime_type,
                "createdAt": wire(file.created_at),
                "updatedAt": wire(file.created_at),
                "directory": file.path.partition("/")[0],
                "createdBy": "agent",
            },
        )

    def uploaded_file(self, file: ContextFile, agent_id: str) -> JsonObject:
        """AgentsFilesAgentFile, for a context file."""
        return self._agent_file(
            agent_id,
            file.execution_id,
            {
                "id": file.id,
                "filePath": file.path,
                "fileName": file.name,
                "fileSize": file.size,
                "mimeType": file.mime_type,
                "createdAt": wire(file.created_at),
                "updatedAt": wire(file.created_at),
                "directory": "uploads",
                "createdBy": "user",
            },
        )

    def kept_file(self, file: SharedFile, execution_id: str, agent_id: str) -> JsonObject:
        """AgentsFilesAgentFile, for a file of the version that the run sees."""
        return self._agent_file(
            agent_id,
            execution_id,
            {
                "id": file.file_id,
                "filePath": f"shared/{file.path}",
                "fileName": file.name,
                "fileSize": file.size,
                "mimeType": file.mime_type,
                "createdAt": wire(file.created_at),
                "updatedAt": wire(file.updated_at),
                "directory": "shared",
                "createdBy": "user",
            },
        )

    def _agent_file(self, agent_id: str, execution_id: str, about: JsonObject) -> JsonObject:
        file_id = str(about["id"])
        address = self._links.api("executions", execution_id, "files", file_id, "download")
        return {
            **about,
            "agentId": agent_id,
            "workflowId": agent_id,
            "executionId": execution_id,
            "downloadUrl": address,
        }

    def version_file(self, file: SharedFile) -> JsonObject:
        """AgentsWorkflowWorkflowFile."""
        return {
            "id": file.file_id,
            "filePath": file.path,
            "fileName": file.name,
            "fileSize": file.size,
            "mimeType": file.mime_type,
            "checksum": file.checksum,
            "createdAt": wire(file.created_at),
            "updatedAt": wire(file.updated_at),
        }
